package dev.agentguard.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool of a server of the Model Context Protocol, as its client knows it. What the server says is never trusted to make
 * a call look harmless.
 *
 * @param server the server
 * @param name the tool's own name at the server; the model may know it by another
 * @param said what the server says of it, as JSON values: {@code description}, {@code input}, {@code output},
 *     {@code title} and {@code hints}; null if the server does not list it
 * @param unknown why it is not known what the server says, or null if it is
 */
public record ServerTool(
        ToolServer server,
        String name,
        @Nullable Map<String, @Nullable Object> said,
        @Nullable String unknown) {

    /** Copies the map. */
    public ServerTool {
        said = said == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(said));
    }

    /**
     * Returns what the server says about how the tool behaves.
     *
     * @param hint the hint's name, for example {@code destructiveHint}
     * @return the hint, or null if the server does not give it
     */
    public @Nullable Boolean hint(String hint) {
        Object hints = said == null ? null : said.get("hints");
        Object given = hints instanceof Map<?, ?> map ? map.get(hint) : null;
        return given instanceof Boolean known ? known : null;
    }

    /** Shows nothing that the server wrote. */
    @Override
    public String toString() {
        return "ServerTool";
    }
}
