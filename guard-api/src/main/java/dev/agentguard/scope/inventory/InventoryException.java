package dev.agentguard.scope.inventory;

/** An inventory file cannot be read. The message says what is expected and shows nothing of the content. */
public final class InventoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InventoryException(String message) {
        super(message);
    }
}
