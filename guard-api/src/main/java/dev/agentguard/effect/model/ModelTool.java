package dev.agentguard.effect.model;

/**
 * A tool that a model is given and whose calls are no tool calls of this JVM.
 *
 * @param name the provider's own name for it, such as {@code web_search_20250305}; {@code mcp:} and the server for the
 *     servers that a provider connects to. Without anything that a request could smuggle into a log
 * @param runs where its calls are carried out
 */
public record ModelTool(String name, Place runs) {

    /** Where the calls of a tool are carried out. */
    public enum Place {
        /** At the provider: neither the calls nor what they do pass this JVM. */
        PROVIDER,
        /** By the application, outside of a tool call: what it sends and starts passes this JVM. */
        APPLICATION,
        /** Nobody knows whether there are any: the request was not looked at. */
        UNKNOWN
    }

    private static final int LONGEST = 80;

    static ModelTool atProvider(String name) {
        return new ModelTool(shown(name), Place.PROVIDER);
    }

    static ModelTool inApplication(String name) {
        return new ModelTool(shown(name), Place.APPLICATION);
    }

    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < name.length() && i < LONGEST; i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            shown.append(plain || "_-.:".indexOf(c) >= 0 ? c : '?');
        }
        return shown.isEmpty() ? "?" : shown.toString();
    }
}
