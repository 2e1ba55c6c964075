package dev.agentguard.yaml;

/** A YAML file that cannot be used as it stands; the message is one line that names file, line and column. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(oneLine(message));
    }

    /** What a message quotes may run over lines. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message.length());
        message.chars()
                .forEach(
                        c -> line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : (char) c));
        return line.toString();
    }
}
