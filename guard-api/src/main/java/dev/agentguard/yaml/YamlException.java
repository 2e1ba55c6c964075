package dev.agentguard.yaml;

/** A YAML file that cannot be used as it stands; the message is one line that names file, line and column. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }
}
