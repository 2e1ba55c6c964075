package dev.agentguard.javaagent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this build. */
public final class Version {

    private Version() {}

    /**
     * Returns the version.
     *
     * @return its text, or {@code unknown}
     */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
