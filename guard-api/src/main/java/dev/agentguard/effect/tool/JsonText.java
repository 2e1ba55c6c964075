package dev.agentguard.effect.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments inside of an argument: an object that is given as text. */
final class JsonText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    static boolean isObject(String text) {
        String given = text.strip();
        return given.length() > 2 && given.charAt(0) == '{' && given.indexOf('"') > 0 && given.endsWith("}");
    }

    /** Returns the object, or null if the text is none. */
    static @Nullable Map<?, ?> read(String text) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
