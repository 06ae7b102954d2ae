package io.dsel.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What CEL lacks for building an object from another: {@code object.spec.without(['region'])} and
 * {@code object.spec.with({'regions': ['x']})}, both new maps.
 */
final class MapFunctions {
    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final String WITH_MAP = "map_with_map";
    private static final String WITHOUT_LIST = "map_without_list";

    private MapFunctions() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                CelFunctionDecl.newFunctionDeclaration(
                        WITH,
                        CelOverloadDecl.newMemberOverload(
                                WITH_MAP, Expression.OBJECT, Expression.OBJECT, Expression.OBJECT)),
                CelFunctionDecl.newFunctionDeclaration(
                        WITHOUT,
                        CelOverloadDecl.newMemberOverload(
                                WITHOUT_LIST,
                                Expression.OBJECT,
                                Expression.OBJECT,
                                ListType.create(SimpleType.STRING))));
    }

    static List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bindings.addAll(CelFunctionBinding.fromOverloads(
                WITH, CelFunctionBinding.from(WITH_MAP, Map.class, Map.class, MapFunctions::with)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                WITHOUT, CelFunctionBinding.from(WITHOUT_LIST, Map.class, List.class, MapFunctions::without)));
        return bindings;
    }

    private static Map<Object, Object> with(Map<?, ?> map, Map<?, ?> more) {
        Map<Object, Object> result = new LinkedHashMap<>(map);
        result.putAll(more);
        return result;
    }

    private static Map<Object, Object> without(Map<?, ?> map, List<?> names) {
        Map<Object, Object> result = new LinkedHashMap<>(map);
        names.forEach(result::remove);
        return result;
    }
}
