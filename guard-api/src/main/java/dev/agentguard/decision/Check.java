package dev.agentguard.decision;

/** The checks, each able to stop an action by itself. The human's own configuration can switch one off. */
public enum Check {
    /** What cannot be undone is asked for. */
    REVERSIBILITY,
    /** What lives elsewhere, or nobody knows where, is not touched. */
    SCOPE,
    /** Rule files are enforced. */
    RULES,
    /** A credential that the model came upon is not used to write. */
    CREDENTIAL_PROVENANCE,
    /** A credential is used for what it was issued for. */
    CREDENTIAL_PURPOSE,
    /** In a protected environment nothing is destroyed that would not survive. */
    RECOVERABILITY,
    /** A tool of a server that is not what it was is asked about. */
    TOOL_PINS,
    /** In a protected environment only a signed yes lets through what cannot be undone. */
    SIGNED_APPROVALS
}
