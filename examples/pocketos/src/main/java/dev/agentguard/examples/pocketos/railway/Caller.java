package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Things.Environment;
import dev.agentguard.examples.pocketos.railway.Things.Project;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;

/** What the caller of one field may do. What it may not, throws {@code Not Authorized}. */
record Caller(Account account, Access access) {

    static Caller of(Account account, DataFetchingEnvironment call) {
        return new Caller(
                account, Objects.requireNonNull(call.getGraphQlContext().get(Access.class)));
    }

    void reads(Environment environment) {
        if (!access.isForEnvironment(environment.id())) {
            require(access.mayReadWorkspace(workspaceOf(environment)));
        }
    }

    void reads(Project project) {
        boolean own = account.environments.values().stream()
                .anyMatch(environment ->
                        environment.projectId().equals(project.id()) && access.isForEnvironment(environment.id()));
        require(own || access.mayReadWorkspace(project.workspaceId()));
    }

    void reads(VolumeInstance instance) {
        reads(Account.find(account.environments, instance.environmentId(), "Environment"));
    }

    void readsWorkspace(String workspaceId) {
        require(access.mayReadWorkspace(workspaceId));
    }

    void writes(Environment environment) {
        if (!access.isForEnvironment(environment.id())) {
            require(access.mayWriteWorkspace(workspaceOf(environment)));
        }
    }

    /** A project token writes to a volume only if all of the volume is in its environment. */
    void writes(List<VolumeInstance> instances) {
        instances.forEach(
                instance -> writes(Account.find(account.environments, instance.environmentId(), "Environment")));
    }

    void writesProject(String projectId) {
        require(access.mayWriteWorkspace(
                Account.find(account.projects, projectId, "Project").workspaceId()));
    }

    void is(Access.Kind... kinds) {
        require(List.of(kinds).contains(access.kind()));
    }

    private String workspaceOf(Environment environment) {
        return Account.find(account.projects, environment.projectId(), "Project")
                .workspaceId();
    }

    private static void require(boolean may) {
        if (!may) {
            throw Refused.notAuthorized();
        }
    }
}
