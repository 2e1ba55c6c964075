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

/** Actions of many kinds, to show what a rule stops. */
final class Examples {

    private static final String RESOURCE = "examples.txt";

    private Examples() {}

    static List<ExampleAction> all() {
        List<ExampleAction> all = new ArrayList<>();
        try (InputStream in = Examples.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("`" + RESOURCE + "` is missing");
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

    /** Returns the action that a line of this form is, or null if it is none. */
    static @Nullable ExampleAction of(String line) {
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
