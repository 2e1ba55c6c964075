package dev.agentguard.scope.command;

import java.util.Arrays;

/** How a program ended. Never shows what it wrote. */
public final class Finished {

    private final int status;
    private final byte[] output;

    Finished(int status, byte[] output) {
        this.status = status;
        this.output = output;
    }

    /**
     * Returns the exit status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Returns what it wrote to standard output.
     *
     * @return a copy
     */
    public byte[] output() {
        return Arrays.copyOf(output, output.length);
    }

    @Override
    public String toString() {
        return "Finished[" + status + ", " + output.length + " bytes]";
    }
}
