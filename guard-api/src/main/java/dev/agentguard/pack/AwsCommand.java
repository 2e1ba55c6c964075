package dev.agentguard.pack;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code aws SERVICE OPERATION} as the service's operation of that name. */
final class AwsCommand {

    private AwsCommand() {}

    /** Returns its effect, or null if there is no such pair of words. */
    static @Nullable Effect read(CommandLine line, Command command, Function<Operation, Effect> knowledge) {
        if (line.operands().size() < 2
                || !line.operands().get(0).known()
                || !line.operands().get(1).known()) {
            return null;
        }
        String service = line.operands().get(0).text().toLowerCase(Locale.ROOT);
        return knowledge.apply(new Operation(
                Protocol.AWS,
                "",
                "",
                service,
                pascal(line.operands().get(1).text()),
                arguments(command.arguments()),
                command.evidence()));
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
                arguments.put(
                        pascal(text.substring(2, equals > 0 ? equals : text.length())),
                        value.known() ? value.text() : Operation.UNRESOLVED);
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
