package dev.agentguard.config;

/** A configuration that cannot be used as it stands; the message is one line that says where and what is expected. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception; for hosts that bring a configuration of their own.
     *
     * @param message what is wrong, where, and what is expected; lower case, one line, never a secret
     */
    public ConfigException(String message) {
        super(message);
    }
}
