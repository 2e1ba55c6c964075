package dev.agentguard.javaagent.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Actions of many kinds, to show what a rule stops, and what everybody does, to show what it must not stop. */
public final class Examples {

    private static final String RESOURCE = "examples.txt";
    private static final String EVERYDAY = "everyday.txt";

    private Examples() {}

    /**
     * Returns actions that rules are often about.
     *
     * @return the actions
     */
    public static List<ExampleAction> all() {
        return lines(RESOURCE);
    }

    /**
     * Returns harmless actions that everybody who works on a program does.
     *
     * @return the actions
     */
    public static List<ExampleAction> everyday() {
        return lines(EVERYDAY);
    }

    private static List<ExampleAction> lines(String resource) {
        List<ExampleAction> all = new ArrayList<>();
        try (InputStream in = Examples.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("`" + resource + "` is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.indexOf(' ') > 0 && !line.startsWith("#")) {
                    all.add(read(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /**
     * Returns the action that a line of this form is.
     *
     * @param line how the rest is written, and the action
     * @return the action, or null if the line is none
     */
    public static @Nullable ExampleAction of(String line) {
        try {
            return line.indexOf(' ') > 0 ? read(line) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ExampleAction read(String line) {
        int space = line.indexOf(' ');
        ExampleAction.Form form =
                ExampleAction.Form.valueOf(line.substring(0, space).toUpperCase(Locale.ROOT));
        return ExampleAction.of(form, line.substring(space + 1));
    }
}
