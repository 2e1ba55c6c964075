package dev.agentguard.examples.pocketos.railway;

import org.jspecify.annotations.Nullable;

/**
 * What a token may do. As on the real service a token has no scope by operation or resource: an account token may do
 * everything that its owner may.
 *
 * @param kind the kind of token
 * @param scope the workspace that a workspace or viewer token is for, the environment that a project token is for, else
 *     null
 */
public record Access(Kind kind, @Nullable String scope) {

    /** No token, or one that nobody issued. */
    static final Access NONE = new Access(Kind.NONE, null);

    /** The kinds of token. */
    public enum Kind {
        /** None. */
        NONE,
        /** Everything, in all workspaces. */
        ACCOUNT,
        /** Everything in one workspace. */
        WORKSPACE,
        /** Reads in one workspace: the token of a member who is a viewer. */
        VIEWER,
        /** One environment of one project; sent as {@code Project-Access-Token}. */
        PROJECT
    }

    /**
     * An account token.
     *
     * @return the access
     */
    public static Access account() {
        return new Access(Kind.ACCOUNT, null);
    }

    /**
     * A workspace token.
     *
     * @param workspaceId the workspace
     * @return the access
     */
    public static Access workspace(String workspaceId) {
        return new Access(Kind.WORKSPACE, workspaceId);
    }

    /**
     * A token that only reads.
     *
     * @param workspaceId the workspace
     * @return the access
     */
    public static Access viewer(String workspaceId) {
        return new Access(Kind.VIEWER, workspaceId);
    }

    /**
     * A project token.
     *
     * @param environmentId the one environment it is for
     * @return the access
     */
    public static Access project(String environmentId) {
        return new Access(Kind.PROJECT, environmentId);
    }

    boolean mayReadWorkspace(String workspaceId) {
        return kind == Kind.ACCOUNT || ((kind == Kind.WORKSPACE || kind == Kind.VIEWER) && workspaceId.equals(scope));
    }

    boolean mayWriteWorkspace(String workspaceId) {
        return kind != Kind.VIEWER && mayReadWorkspace(workspaceId);
    }

    boolean isForEnvironment(String environmentId) {
        return kind == Kind.PROJECT && environmentId.equals(scope);
    }
}
