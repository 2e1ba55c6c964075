package dev.agentguard.rules.expression;

/** Something was asked for that nobody knows. CEL carries it through {@code &&} and {@code ||} as it does any error. */
final class NotKnownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotKnownException(String what) {
        super("`" + what + "` is not known", null, false, false);
    }
}
