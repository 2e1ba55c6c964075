package dev.agentguard.javaagent.inventory;

/** A class path that cannot be read; the message names the entry and what is wrong with it. */
public final class InventoryException extends Exception {

    private static final long serialVersionUID = 1;

    InventoryException(String message) {
        super(message);
    }
}
