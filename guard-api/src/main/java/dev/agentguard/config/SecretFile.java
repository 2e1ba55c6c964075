package dev.agentguard.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the value of a key in a file of JSON, YAML, sections ({@code .ini}) or lines ({@code .env}). */
final class SecretFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_PARTS = 20;

    /** What a profile of {@code ~/.aws/credentials} is recognised by. */
    private static final List<String> PROFILE =
            List.of("aws_access_key_id", "aws_secret_access_key", "aws_session_token");

    private SecretFile() {}

    /** Returns the value at a key, all of a profile's if the key is one, or nothing. */
    static List<String> values(String text, String key) {
        String start = text.stripLeading();
        if (start.startsWith("{")) {
            return one(inJson(text, key));
        }
        List<String> lines = Lines.of(text).values(key);
        if (!lines.isEmpty()) {
            return lines;
        }
        return one(start.startsWith("[") ? inJson(text, key) : inYaml(text, key));
    }

    private static List<String> one(@Nullable String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value.strip());
    }

    private static @Nullable String inJson(String text, String key) {
        try {
            JsonNode node = JSON.readTree(text);
            for (String part : key.split("\\.", MOST_PARTS)) {
                node = node.isArray() ? item(node, part) : node.path(part);
            }
            return node.isTextual() ? node.textValue() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode item(JsonNode list, String part) {
        for (JsonNode item : list) {
            if (part.equals(item.path("name").textValue())) {
                return item;
            }
        }
        return isIndex(part) ? list.path(Integer.parseInt(part)) : list.path(-1);
    }

    private static @Nullable String inYaml(String text, String key) {
        try {
            YamlNode node = YamlNode.read("the file", text);
            for (String part : key.split("\\.", MOST_PARTS)) {
                node = node == null ? null : child(node, part);
            }
            return node != null && node.kind() == YamlNode.Kind.STRING ? node.string() : null;
        } catch (YamlException e) {
            return null; // its message could quote a secret
        }
    }

    private static @Nullable YamlNode child(YamlNode node, String part) {
        if (node.kind() == YamlNode.Kind.MAP) {
            return node.get(part);
        }
        if (node.kind() != YamlNode.Kind.LIST) {
            return null;
        }
        List<YamlNode> items = node.list();
        for (YamlNode item : items) {
            YamlNode name = item.kind() == YamlNode.Kind.MAP ? item.get("name") : null;
            if (name != null
                    && name.kind() == YamlNode.Kind.STRING
                    && name.string().equals(part)) {
                return item;
            }
        }
        return isIndex(part) && Integer.parseInt(part) < items.size() ? items.get(Integer.parseInt(part)) : null;
    }

    private static boolean isIndex(String part) {
        return !part.isEmpty() && part.length() < 5 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Lines of {@code name=value}, in sections or not. */
    private record Lines(Map<String, String> values) {

        static Lines of(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            String section = "";
            for (String raw : text.split("\n", -1)) {
                String line = raw.strip();
                if (line.startsWith("[") && line.endsWith("]")) {
                    String name = line.substring(1, line.length() - 1).strip();
                    section = (name.startsWith("profile ") ? name.substring(8).strip() : name) + ".";
                } else if (!line.startsWith("#") && !line.startsWith(";")) {
                    line = line.startsWith("export ") ? line.substring(7).strip() : line;
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        values.putIfAbsent(
                                section + line.substring(0, equals).strip(),
                                unquoted(line.substring(equals + 1).strip()));
                    }
                }
            }
            return new Lines(values);
        }

        private static String unquoted(String value) {
            char quote = value.isEmpty() ? ' ' : value.charAt(0);
            boolean quoted = quote == '"' || quote == '\'';
            int end = quoted ? value.indexOf(quote, 1) : value.indexOf(" #");
            return end < 0
                    ? value
                    : quoted ? value.substring(1, end) : value.substring(0, end).strip();
        }

        List<String> values(String key) {
            String value = values.get(key);
            if (value != null) {
                return one(value);
            }
            List<String> profile = new ArrayList<>();
            for (String name : PROFILE) {
                profile.addAll(one(values.get(key + "." + name)));
            }
            return profile;
        }
    }
}
