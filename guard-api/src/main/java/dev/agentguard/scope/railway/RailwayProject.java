package dev.agentguard.scope.railway;

import dev.agentguard.scope.remote.NotResolvedException;
import java.util.List;

/**
 * A project at Railway.
 *
 * @param id its id
 * @param name its name
 * @param environments all its environments
 */
record RailwayProject(String id, String name, List<RailwayEnvironment> environments) {

    RailwayProject {
        environments = List.copyOf(environments);
    }

    /** Returns the environments, if the token sees what is in each of them. */
    List<RailwayEnvironment> readable() throws NotResolvedException {
        for (RailwayEnvironment environment : environments) {
            if (!environment.readable()) {
                throw new NotResolvedException("the environment `" + Labels.shown(environment.name())
                        + "` of the project `" + Labels.shown(name)
                        + "` cannot be read with the resolver's token and may hold it too");
            }
        }
        return environments;
    }
}
