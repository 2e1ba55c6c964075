package dev.agentguard.javaagent.cli;

import java.io.BufferedReader;
import java.io.IOException;

/** A text of the command line; {@code -} stands for standard input, since a shell changes what stands in a line. */
final class TypedText {

    private static final int LONGEST = 4 << 20;

    private final BufferedReader typed;

    TypedText(BufferedReader typed) {
        this.typed = typed;
    }

    String of(String argument) throws CommandFailure {
        if (!argument.equals("-")) {
            return argument;
        }
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 13];
        try {
            for (int read = typed.read(buffer); read >= 0; read = typed.read(buffer)) {
                text.append(buffer, 0, read);
                if (text.length() > LONGEST) {
                    throw new CommandFailure("standard input is longer than " + LONGEST + " characters");
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("standard input cannot be read: " + e.getMessage());
        }
        return text.toString();
    }
}
