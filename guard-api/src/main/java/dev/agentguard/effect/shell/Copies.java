package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files with known content that are written by a program: what {@code tee}, {@code cp} and {@code mv} leave behind. */
final class Copies {

    private Copies() {}

    static void note(String program, List<Word> arguments, @Nullable String input, Shell shell) {
        boolean tee = program.equals("tee");
        if (!tee && !program.equals("cp") && !program.equals("mv") && !program.equals("install")) {
            return;
        }
        boolean append = false;
        List<String> operands = new ArrayList<>(2);
        for (Word argument : arguments) {
            String text = argument.text();
            append |= text.equals("-a") || text.equals("--append");
            if (!text.startsWith("-") && argument.known()) {
                operands.add(text);
            }
        }
        if (tee) {
            for (String operand : operands) {
                shell.wrote(operand, input, append);
            }
        } else if (operands.size() == 2) {
            shell.wrote(operands.get(1), shell.content(operands.get(0)), false);
        }
    }
}
