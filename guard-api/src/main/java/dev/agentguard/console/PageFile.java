package dev.agentguard.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of the page. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PageFile(String type, byte[] bytes) {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, PageFile> ALL = Map.of(
            "/", read("index.html", "text/html; charset=utf-8"),
            "/console.css", read("console.css", "text/css; charset=utf-8"),
            "/console.js", read("console.js", SCRIPT),
            "/dom.js", read("dom.js", SCRIPT),
            "/explain.js", read("explain.js", SCRIPT),
            "/passkeys.js", read("passkeys.js", SCRIPT),
            "/record.js", read("record.js", SCRIPT),
            "/server.js", read("server.js", SCRIPT),
            "/sessions.js", read("sessions.js", SCRIPT),
            "/waiting.js", read("waiting.js", SCRIPT));

    static @Nullable PageFile at(String path) {
        return ALL.get(path);
    }

    private static PageFile read(String name, String type) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("`" + name + "` is not in this jar");
            }
            return new PageFile(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
