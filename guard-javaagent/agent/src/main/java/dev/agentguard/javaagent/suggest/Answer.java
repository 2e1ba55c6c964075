package dev.agentguard.javaagent.suggest;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.javaagent.rules.ExampleAction;
import dev.agentguard.javaagent.rules.Examples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered about a sentence, read strictly: its words are hostile until a human has seen them.
 *
 * @param rule the keys of a rule, not checked yet
 * @param stops actions that it says must be stopped
 * @param passes actions that it says must pass
 */
record Answer(Map<String, Object> rule, List<ExampleAction> stops, List<ExampleAction> passes) {

    private static final Set<String> KEYS = Set.of("rule", "stops", "passes");
    private static final int MOST = 10;
    private static final int DEEPEST = 4;
    private static final int LONGEST = 2_000;
    private static final int LONGEST_LINE = 300;
    private static final String FENCE = "```";

    /**
     * Reads an answer.
     *
     * @throws NoRuleException if it is none, or says that there is none; the message says why
     */
    static Answer of(String text) throws NoRuleException {
        Object json;
        try {
            json = PlainJson.read(unfenced(text.strip()));
        } catch (UnreadableArgumentsException e) {
            throw new NoRuleException("the model's answer is not one JSON object");
        }
        if (!(json instanceof Map<?, ?> answer)) {
            throw new NoRuleException("the model's answer is not one JSON object");
        }
        if (answer.size() == 1 && answer.get("none") instanceof String why) {
            throw new NoRuleException("the model says: " + why);
        }
        if (!KEYS.containsAll(answer.keySet()) || !(answer.get("rule") instanceof Map<?, ?> rule)) {
            throw new NoRuleException("the model's answer has no `rule`, or more than `rule`, `stops` and `passes`");
        }
        return new Answer(map(rule, 1), lines(answer.get("stops"), "stops"), lines(answer.get("passes"), "passes"));
    }

    private static String unfenced(String text) {
        int line = text.indexOf('\n');
        boolean fenced = text.startsWith(FENCE) && line > 0 && text.endsWith(FENCE) && text.length() > line + 3;
        return fenced ? text.substring(line + 1, text.length() - FENCE.length()) : text;
    }

    private static Map<String, Object> map(Map<?, ?> map, int depth) throws NoRuleException {
        if (map.size() > MOST || depth > DEEPEST) {
            throw new NoRuleException("the model's rule is larger than a rule is");
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            plain.put(text(String.valueOf(entry.getKey())), value(entry.getValue(), depth));
        }
        return plain;
    }

    private static Object value(@Nullable Object value, int depth) throws NoRuleException {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof List<?> list && list.size() <= MOST) {
            List<Object> plain = new ArrayList<>();
            for (Object item : list) {
                plain.add(value(item, depth + 1));
            }
            return plain;
        }
        throw new NoRuleException("the model's rule holds what is no text, number, list or map");
    }

    private static String text(String text) throws NoRuleException {
        boolean plain = text.length() <= LONGEST
                && text.codePoints()
                        .noneMatch(c -> (Character.isISOControl(c) && c != '\n')
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE);
        if (!plain) {
            throw new NoRuleException("the model's rule holds a text that is too long or cannot be shown");
        }
        return text;
    }

    private static List<ExampleAction> lines(@Nullable Object value, String key) throws NoRuleException {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > MOST) {
            throw new NoRuleException("`" + key + "` of the model's answer is no short list");
        }
        List<ExampleAction> actions = new ArrayList<>();
        for (Object item : list) {
            ExampleAction action =
                    item instanceof String line && line.length() <= LONGEST_LINE ? Examples.of(text(line)) : null;
            if (action == null) {
                throw new NoRuleException("`" + key + "` of the model's answer holds a line that is no action");
            }
            actions.add(action);
        }
        return actions;
    }
}
