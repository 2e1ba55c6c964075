package dev.agentguard.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One case of a cases file, which stands in the mirrored path of the pack that it is for.
 *
 * @param pack the id of the pack that the case is for
 * @param section what the case is for: {@code must-stop}, {@code must-pass} or {@code evasion}
 * @param operation the operation; for a request, one that stands for it
 * @param call the request, or null if the operation itself is given
 * @param expected what is expected of its effect, as text by name
 * @param source where the case stands
 */
record PackCase(
        String pack,
        String section,
        Operation operation,
        @Nullable HttpCall call,
        Map<String, String> expected,
        String source) {

    private static final List<String> SECTIONS = List.of("must-stop", "must-pass", "evasion");
    private static final List<String> EXPECTED =
            List.of("class", "kind", "reach", "environment", "resource", "destroys-recovery", "quantity", "places");

    static List<PackCase> read(String name) {
        YamlNode root = YamlNode.read(name, text(name)).map("pack", "host", "must-stop", "must-pass", "evasion");
        YamlNode host = root.get("host");
        YamlNode of = root.get("pack");
        String pack = of == null ? "generic.verbs" : of.string();
        List<PackCase> cases = new ArrayList<>();
        for (String section : SECTIONS) {
            YamlNode items = root.get(section);
            if (items != null) {
                items.list()
                        .forEach(item ->
                                cases.add(of(pack, section, host == null ? "api.example.com" : host.string(), item)));
            }
        }
        return cases;
    }

    /** Returns what the effect is, as text by the names that stand in the file, as far as the case asks. */
    Map<String, String> actual(Effect effect) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("class", word(effect.reversibility()));
        all.put("kind", word(effect.kind()));
        all.put("reach", word(effect.reach()));
        all.put("environment", Objects.requireNonNullElse(effect.environment(), "none"));
        all.put("resource", effect.resource().toString());
        all.put("destroys-recovery", String.valueOf(effect.destroysRecovery()));
        all.put("quantity", String.valueOf(effect.quantity()));
        all.put("places", CommandPackCase.words(effect.places()));
        all.keySet().retainAll(expected.keySet());
        return all;
    }

    boolean expectsHarm() {
        return !List.of("read-only", "reversible").contains(expected.get("class"));
    }

    private static PackCase of(String pack, String section, String host, YamlNode node) {
        List<String> keys = new ArrayList<>(EXPECTED);
        keys.addAll(List.of("aws", "operation", "type", "http", "graphql", "arguments", "request", "headers", "body"));
        node.map(keys);
        Map<String, String> expected = new LinkedHashMap<>();
        for (String key : EXPECTED) {
            YamlNode value = node.get(key);
            if (value != null) {
                expected.put(key, String.valueOf(json(value)));
            }
        }
        HttpCall call = node.get("request") == null ? null : call(host, node);
        Operation operation = call == null ? operation(host, node) : standIn(call);
        return new PackCase(pack, section, operation, call, expected, node.source());
    }

    private static HttpCall call(String host, YamlNode node) {
        String[] methodAndUrl = node.require("request").string().split(" ", 2);
        String url = methodAndUrl[1].startsWith("/") ? "https://" + host + methodAndUrl[1] : methodAndUrl[1];
        Map<String, List<String>> headers = new LinkedHashMap<>();
        YamlNode given = node.get("headers");
        if (given != null) {
            given.entries().forEach((name, value) -> headers.put(name, List.of(String.valueOf(json(value)))));
        }
        YamlNode body = node.get("body");
        if (body == null) {
            return new HttpCall(methodAndUrl[0], url, headers, Body.empty());
        }
        Object content = json(body);
        if (content instanceof String text) {
            return new HttpCall(methodAndUrl[0], url, headers, Body.of(text));
        }
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        try {
            return new HttpCall(methodAndUrl[0], url, headers, Body.of(new ObjectMapper().writeValueAsBytes(content)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Operation standIn(HttpCall call) {
        return new Operation(Protocol.HTTP, "", "", call.method(), call.url(), Map.of(), new Evidence("request", ""));
    }

    private static Operation operation(String host, YamlNode node) {
        YamlNode arguments = node.get("arguments");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (arguments != null) {
            arguments.entries().forEach((name, value) -> values.put(name, json(value)));
        }
        Evidence evidence = new Evidence("body", "");
        YamlNode http = node.get("http");
        if (http != null) {
            int space = http.string().lastIndexOf(' ');
            String path = http.string().substring(space + 1);
            String method = http.string().substring(0, space);
            return new Operation(Protocol.HTTP, host, path, method, path, values, evidence);
        }
        YamlNode aws = node.get("aws");
        if (aws != null) {
            String[] serviceAndName = aws.string().split(" ", 2);
            return new Operation(Protocol.AWS, host, "/", serviceAndName[0], serviceAndName[1], values, evidence);
        }
        YamlNode graphQl = node.get("graphql");
        if (graphQl != null) {
            String[] typeAndName = graphQl.string().split(" ", 2);
            return new Operation(Protocol.GRAPHQL, host, "/graphql", typeAndName[0], typeAndName[1], values, evidence);
        }
        YamlNode type = node.get("type");
        String name = node.require("operation").string();
        return new Operation(
                Protocol.GRAPHQL,
                host,
                "/graphql/v2",
                type == null ? "mutation" : type.string(),
                name,
                values,
                evidence);
    }

    private static @Nullable Object json(YamlNode node) {
        return switch (node.kind()) {
            case NULL -> null;
            case BOOLEAN -> node.bool();
            case NUMBER -> node.integer();
            case LIST -> {
                List<@Nullable Object> items = new ArrayList<>();
                node.list().forEach(item -> items.add(json(item)));
                yield items;
            }
            case MAP -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                node.entries().forEach((key, value) -> fields.put(key, json(value)));
                yield fields;
            }
            case STRING -> text(node);
        };
    }

    private static Object text(YamlNode node) {
        String text;
        try {
            text = node.string();
        } catch (YamlException blank) {
            text = "";
        }
        return text.equals("(unresolved)") ? Operation.UNRESOLVED : text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(String name) {
        try (InputStream in = PackCase.class.getResourceAsStream("/dev/agentguard/packs/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean harmful(Reversibility reversibility) {
        return reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
    }

    @Override
    public String toString() {
        return section + " " + source + ": " + operation.type() + " " + operation.name();
    }
}
