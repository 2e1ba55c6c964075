package dev.agentguard.pack;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code aws SERVICE OPERATION} as the service's operation of that name. */
final class AwsCommand {

    private AwsCommand() {}

    /** Returns its effect, or null if there is no such pair of words. */
    static @Nullable Effect read(CommandLine line, Command command, Knowledge knowledge) {
        if (line.operands().size() < 2
                || !line.operands().get(0).known()
                || !line.operands().get(1).known()) {
            return null;
        }
        String service = line.operands().get(0).text().toLowerCase(Locale.ROOT);
        Map<String, @Nullable Object> arguments = arguments(command.arguments());
        boolean hidden = !takesInput(arguments);
        Operation operation = new Operation(
                Protocol.AWS, "", "", service, pascal(line.operands().get(1).text()), arguments, command.evidence());
        Effect effect = knowledge.effectOf(operation);
        boolean mild = effect.reversibility().compareTo(Reversibility.RECOVERABLE) < 0;
        return hidden && mild && !knowledge.standsAlone(operation)
                ? effect.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, "its arguments stand in a file that is not read")
                        .build()
                : effect;
    }

    /** Replaces {@code --cli-input-json} by what it holds; false if that cannot be read here. */
    private static boolean takesInput(Map<String, @Nullable Object> arguments) {
        boolean yaml = arguments.remove("CliInputYaml") != null;
        Object input = arguments.remove("CliInputJson");
        if (input instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> arguments.putIfAbsent(String.valueOf(name), value));
            return !yaml;
        }
        return !yaml && input == null;
    }

    /** Structures are written as JSON, or as a short form or a file that is not read. */
    private static @Nullable Object value(Word word) {
        if (!word.known()) {
            return Operation.UNRESOLVED;
        }
        String text = word.text().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return word.text();
        }
        try {
            return PlainJson.read(text);
        } catch (UnreadableArgumentsException notJson) {
            return word.text();
        }
    }

    /** Every option but flags takes the next word as its value. */
    private static Map<String, @Nullable Object> arguments(List<Word> words) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            if (text.startsWith("--") && text.length() > 2) {
                int equals = text.indexOf('=');
                Word next = i + 1 < words.size() ? words.get(i + 1) : null;
                Word value = equals > 0
                        ? new Word(text.substring(equals + 1), words.get(i).known())
                        : next != null && !next.text().startsWith("--") ? next : Word.of("true");
                arguments.put(pascal(text.substring(2, equals > 0 ? equals : text.length())), value(value));
            }
        }
        return arguments;
    }

    private static String pascal(String name) {
        StringBuilder pascal = new StringBuilder();
        for (String part : name.split("-", 20)) {
            if (!part.isEmpty()) {
                pascal.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return pascal.toString();
    }
}
