package dev.agentguard.pack;

import java.util.List;

/**
 * What is known of some programs of command lines.
 *
 * @param id its name, {@code provider.topic}
 * @param version the version of its content
 * @param maturity how far it can be relied on
 * @param sources what it was written from
 * @param programs the programs
 */
record CommandPack(
        String id, String version, Pack.Maturity maturity, List<Pack.Source> sources, List<CommandProgram> programs) {

    CommandPack {
        sources = List.copyOf(sources);
        programs = List.copyOf(programs);
    }
}
