package io.dsel.bench;

import io.dsel.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every figure of a run of the command, for machines. */
record Report(Machine machine, boolean quick, List<Score> scores) {

    ObjectNode json() {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.set("machine", Json.MAPPER.valueToTree(machine));
        document.put("quick", quick);
        ArrayNode all = document.putArray("scores");
        for (Score score : scores) {
            ObjectNode one = all.addObject();
            one.put("name", score.name());
            one.put("events", score.events());
            one.put("ratio", score.median());
            one.put("goal", score.goal());
            one.put("met", score.met());
            one.set("ratios", Json.MAPPER.valueToTree(score.ratios()));
            one.set("oursPerSecond", Json.MAPPER.valueToTree(score.ours()));
            one.set("yardstickPerSecond", Json.MAPPER.valueToTree(score.yardstick()));
        }
        return document;
    }
}
