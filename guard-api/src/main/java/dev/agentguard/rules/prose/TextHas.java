package dev.agentguard.rules.prose;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of these texts stands in a command line or in a tool's arguments, blanks and case left out of account.
 *
 * @param texts in lower case; one that starts with a blank starts a word
 */
record TextHas(List<String> texts) implements Condition {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    TextHas {
        texts = List.copyOf(texts);
    }

    @Override
    public Certainty in(RuleInput input) {
        StringBuilder all = new StringBuilder();
        for (Command command : input.commands()) {
            add(all, command.program());
            for (Word word : command.arguments()) {
                add(all, word.text());
            }
            if (command.input() != null) {
                add(all, command.input().text());
            }
        }
        if (input.action().action() instanceof SqlCall sql) {
            add(all, sql.sql());
        }
        ToolCall tool = input.action().tool();
        if (tool != null) {
            tool.arguments().values().forEach(value -> collect(value, all, 0));
        }
        String text = all.toString();
        return Certainty.of(texts.stream().anyMatch(text::contains));
    }

    private static void collect(@Nullable Object value, StringBuilder all, int depth) {
        if (all.length() > LONGEST || depth > DEEPEST) {
            return;
        }
        if (value instanceof String text) {
            add(all, text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, all, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                add(all, String.valueOf(key));
                collect(item, all, depth + 1);
            });
        }
    }

    private static void add(StringBuilder all, String text) {
        if (all.length() <= LONGEST) {
            all.append(' ').append(squeezed(text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        }
    }

    static String squeezed(String text) {
        StringBuilder squeezed = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .forEach(c -> squeezed.append((char) c));
        return squeezed.toString();
    }

    @Override
    public List<String> examples() {
        String text = texts.get(0).strip().replace("'", "");
        return List.of(
                "shell psql -c '" + text + "'", "shell node -e '" + text + "'", "shell git commit -m '" + text + "'");
    }

    @Override
    public String toString() {
        return "text " + String.join(" | ", texts);
    }
}
