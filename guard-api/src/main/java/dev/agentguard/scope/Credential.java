package dev.agentguard.scope;

/**
 * A credential that an action carries; never the secret itself.
 *
 * @param fingerprint {@code sha256:} and the digest of the secret in lower-case hex
 * @param hint the last four characters behind an ellipsis, for people; only an ellipsis for short secrets
 * @param where the place it was read, for example {@code header Authorization}
 */
public record Credential(String fingerprint, String hint, String where) {}
