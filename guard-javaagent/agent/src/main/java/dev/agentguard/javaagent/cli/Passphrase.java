package dev.agentguard.javaagent.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;

/** Asks for a passphrase; on a terminal what is typed is not shown. */
final class Passphrase {

    private final BufferedReader typed;

    Passphrase(BufferedReader typed) {
        this.typed = typed;
    }

    // From JDK 22 to 24 there is a console without a terminal too; it then reads standard input as is done below.
    @SuppressWarnings("SystemConsoleNull")
    char[] ask(String prompt, PrintWriter out) throws IOException, CommandFailure {
        Console console = System.console();
        char[] read;
        if (console != null && !typed.ready()) {
            read = console.readPassword("%s", prompt);
        } else {
            out.print(prompt);
            out.flush();
            String line = typed.readLine();
            read = line == null ? null : line.toCharArray();
        }
        if (read == null) {
            throw new CommandFailure("nothing was typed");
        }
        return read;
    }
}
