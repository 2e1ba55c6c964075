package dev.agentguard.config;

/** A configuration that cannot be used as it stands; the message is one line that says where and what is expected. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
