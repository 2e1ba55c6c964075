package dev.agentguard.scope.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads JSON and YAML of others, bounded; messages name the position and never the content. */
final class Documents {

    private static final int DEEPEST = 64;
    private static final int LARGEST_YAML = 1 << 20;
    private static final int LONGEST_STRING = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .build();

    private Documents() {}

    static Map<?, ?> json(byte[] content, String expected) {
        try {
            return map(JSON.readValue(content, Object.class), expected);
        } catch (JsonProcessingException e) {
            throw new InventoryException("expected " + expected + ", found no JSON at line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new InventoryException("expected " + expected + ", and it cannot be read");
        }
    }

    static Map<?, ?> yaml(byte[] content, String expected) {
        if (content.length > LARGEST_YAML) {
            throw new InventoryException("expected " + expected + " of at most 1 MiB");
        }
        LoadSettings settings = LoadSettings.builder()
                .setMaxAliasesForCollections(100)
                .setCodePointLimit(LARGEST_YAML)
                .setAllowRecursiveKeys(false)
                .build();
        try {
            return map(new Load(settings).loadFromString(new String(content, StandardCharsets.UTF_8)), expected);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new InventoryException("expected " + expected + ", found no plain YAML at line " + line);
        } catch (YamlEngineException | StackOverflowError e) {
            throw new InventoryException("expected " + expected + ", found no plain YAML");
        }
    }

    private static Map<?, ?> map(@Nullable Object value, String expected) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new InventoryException("expected " + expected + ", found something else");
    }

    static Map<?, ?> mapOf(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        if (!(map.get("<<") instanceof Map<?, ?> merged)) {
            return map;
        }
        Map<Object, Object> all = new LinkedHashMap<>(merged);
        all.putAll(map);
        return all;
    }

    static List<?> listOf(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? String.valueOf(value) : null;
    }
}
