package io.dsel.cli.demo;

import java.util.List;

/** One of the platform's services, as a product team would run it. */
record Service(String app, String name, String type, String team, int replicas, List<String> regions) {
    static final List<String> BOTH = List.of("us-east-1", "eu-central-1");

    /** What the platform of the demo consists of. */
    static final List<Service> ALL = List.of(
            new Service("shop", "checkout", "container", "storefront", 6, BOTH),
            new Service("shop", "catalog", "container", "storefront", 4, BOTH),
            new Service("shop", "web", "container", "storefront", 8, BOTH),
            new Service("payments", "ledger", "container", "payments", 3, List.of("eu-central-1")),
            new Service("payments", "card-gateway", "container", "payments", 4, BOTH),
            new Service("platform", "edge-proxy", "helm", "platform", 4, BOTH),
            new Service("platform", "terraform-vpc-module", "terraform", "platform", 1, List.of("us-east-1")));

    String deployment(Environment environment) {
        return name + "-" + environment.text();
    }
}
