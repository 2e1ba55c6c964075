package dev.agentguard.console;

import dev.agentguard.approval.Approvers;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a console shows and to whom.
 *
 * @param store the store's directory
 * @param approvers who may approve
 * @param explainer explains actions
 * @param freezing the kill switch of the same store
 * @param clock the time
 * @param port the port on the loopback address; 0 takes a free one, but a passkey is bound to the port it was made on
 */
public record ConsoleSettings(
        Path store, Approvers approvers, Explainer explainer, Freezing freezing, InstantSource clock, int port) {

    /** Where passkeys are made unless another port is named. */
    public static final int PORT = 8787;
}
