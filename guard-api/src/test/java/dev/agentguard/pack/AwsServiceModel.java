package dev.agentguard.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the generator keeps of the published models of the services that answer at one endpoint prefix; several do at
 * `rds` or `elasticloadbalancing`.
 */
final class AwsServiceModel {

    final TreeSet<String> commandLine = new TreeSet<>();
    final TreeSet<String> signing = new TreeSet<>();
    final TreeSet<String> hosts = new TreeSet<>();
    final TreeSet<String> targets = new TreeSet<>();
    final TreeMap<String, TreeSet<String>> classes = new TreeMap<>();
    final TreeMap<String, TreeSet<String>> requests = new TreeMap<>();

    /** Adds the operations of one model. */
    void add(JsonNode model, AwsLevels levels, String directory) {
        JsonNode about = model.get("metadata");
        String prefix = about.get("endpointPrefix").asText();
        String signer = about.path("signingName").asText(prefix);
        commandLine.add(directory);
        signing.add(signer);
        hosts.add(prefix);
        if (about.has("targetPrefix")) {
            targets.add(about.get("targetPrefix").asText());
        }
        Map<String, String> named = new LinkedHashMap<>();
        model.get("operations")
                .fieldNames()
                .forEachRemaining(name -> named.put(
                        name, AwsJudge.judge(prefix, name, levels.of(List.of(signer, prefix, directory), name))));
        named.forEach((name, section) ->
                classes.computeIfAbsent(section, unused -> new TreeSet<>()).add(name));
        if (about.get("protocol").asText().startsWith("rest")) {
            routes(model);
        }
    }

    /** Where method and path do not tell two operations apart, the query parameters that each requires do. */
    private void routes(JsonNode model) {
        Map<String, Map<String, JsonNode>> byPath = new TreeMap<>();
        model.get("operations")
                .properties()
                .forEach(operation -> byPath.computeIfAbsent(route(operation.getValue()), unused -> new TreeMap<>())
                        .put(operation.getKey(), operation.getValue()));
        byPath.forEach((route, operations) -> operations.forEach((name, operation) -> {
            String narrowed = operations.size() == 1 ? route : route + required(model, operation, route);
            requests.computeIfAbsent(narrowed, unused -> new TreeSet<>()).add(name);
        }));
    }

    private static String route(JsonNode operation) {
        JsonNode http = operation.get("http");
        return http.get("method").asText() + " " + http.get("requestUri").asText();
    }

    private static String required(JsonNode model, JsonNode operation, String route) {
        JsonNode input =
                model.path("shapes").path(operation.path("input").path("shape").asText());
        StringBuilder query = new StringBuilder();
        for (JsonNode name : input.path("required")) {
            JsonNode member = input.path("members").path(name.asText());
            if (member.path("location").asText().equals("querystring")) {
                query.append(query.length() == 0 && route.indexOf('?') < 0 ? '?' : '&')
                        .append(member.path("locationName").asText(name.asText()));
            }
        }
        return query.toString();
    }
}
