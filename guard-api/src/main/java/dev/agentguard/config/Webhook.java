package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import java.net.URI;

/**
 * Where requests for approval are posted.
 *
 * @param url the address, https or on this machine
 * @param secret what both sides know, to sign with
 */
public record Webhook(URI url, Secret secret) {

    /** Never shows the address: a part of it may be a secret too. */
    @Override
    public String toString() {
        return "Webhook[" + url.getHost() + "]";
    }
}
