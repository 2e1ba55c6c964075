package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.time.Duration;

/**
 * How a provider knows a POST request for one that it was sent before, which then does nothing more. Immutable.
 *
 * @param header the header field that carries the caller's key for the request
 * @param kept how long the provider remembers a key
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     header field</a>
 */
public record Idempotency(String header, Duration kept) {

    static Idempotency parse(YamlNode node) {
        node.map("header", "kept");
        return new Idempotency(
                node.require("header").string(), node.require("kept").duration());
    }
}
