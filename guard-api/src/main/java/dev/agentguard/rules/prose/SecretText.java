package dev.agentguard.rules.prose;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.ShownValue;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text goes along that has the form of a token or a private key: a commit's message, what is sent. */
record SecretText() implements Condition {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;
    private static final int MOST = 500;

    @Override
    public Certainty in(RuleInput input) {
        List<String> texts = new ArrayList<>();
        for (Command command : input.commands()) {
            command.arguments().stream().map(Word::text).forEach(texts::add);
            if (command.input() != null) {
                texts.add(command.input().text());
            }
        }
        ToolCall tool = input.action().tool();
        if (tool != null) {
            collect(tool.arguments(), texts, 0);
        }
        boolean unseen = false;
        if (input.action().action() instanceof HttpCall call) {
            unseen = call.body().notInspected() != null;
            texts.add(unseen ? "" : call.body().text());
        }
        return texts.stream().anyMatch(SecretText::holdsOne)
                ? Certainty.YES
                : unseen ? Certainty.PERHAPS : Certainty.NO;
    }

    private static void collect(@Nullable Object value, List<String> texts, int depth) {
        if (texts.size() >= MOST || depth > DEEPEST) {
            return;
        }
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, texts, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, texts, depth + 1));
        }
    }

    private static boolean holdsOne(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        int key = shown.indexOf("-----BEGIN ");
        if (key >= 0 && shown.indexOf("PRIVATE KEY-----", key) > 0) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= shown.length(); i++) {
            if (i == shown.length() || !isPart(shown.charAt(i))) {
                if (ShownValue.isToken(shown.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isPart(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    @Override
    public List<String> examples() {
        return List.of("shell git commit -m 'use ghp_0123456789abcdefghij0123456789abcdef'");
    }

    @Override
    public String toString() {
        return "a token or a private key in its text";
    }
}
