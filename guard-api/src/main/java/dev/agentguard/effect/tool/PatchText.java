package dev.agentguard.effect.tool;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the files that a patch of the form <code>*** Delete File: name</code> deletes. */
final class PatchText {

    private static final String BEGIN = "*** Begin Patch";
    private static final String DELETE = "\n*** Delete File:";
    private static final int MOST = 20;

    private PatchText() {}

    static List<Effect> deletions(Map<String, @Nullable Object> arguments) {
        List<Effect> effects = List.of();
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            if (argument.getValue() instanceof String text && text.indexOf('*') >= 0 && text.contains(BEGIN)) {
                effects = effects.isEmpty() ? new ArrayList<>() : effects;
                read(text, argument.getKey(), effects);
            }
        }
        return effects;
    }

    private static void read(String text, String argument, List<Effect> effects) {
        for (int at = text.indexOf(DELETE); at >= 0 && effects.size() < MOST; at = text.indexOf(DELETE, at + 1)) {
            int start = at + DELETE.length();
            int end = text.indexOf('\n', start);
            String file = text.substring(start, end < 0 ? text.length() : end).strip();
            effects.add(
                    Effect.of("local:delete-file", new Evidence("argument " + argument, ShownValue.of(argument, file)))
                            .resource("local:file", file.isEmpty() ? null : file)
                            .reversibility(Reversibility.IRREVERSIBLE, "the patch deletes a file")
                            .build());
        }
    }
}
