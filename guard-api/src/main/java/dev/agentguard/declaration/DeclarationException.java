package dev.agentguard.declaration;

/** What was declared on a tool contradicts itself or cannot hold. The message names the method and says what to change. */
public final class DeclarationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeclarationException(String message) {
        super(message);
    }
}
