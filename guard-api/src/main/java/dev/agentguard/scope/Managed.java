package dev.agentguard.scope;

import dev.agentguard.effect.Resource;
import java.util.List;

/**
 * A thing that a file of an environment manages, and what depends on it by that file.
 *
 * @param address what the file calls it, {@code module.net.aws_vpc.main}, whatever its number there
 * @param ids how actions at its provider name it
 * @param dependants the addresses of what depends on it, directly or not
 * @param more how many others do
 */
public record Managed(String address, List<Resource> ids, List<String> dependants, int more) {

    /** Copies the lists. */
    public Managed {
        ids = List.copyOf(ids);
        dependants = List.copyOf(dependants);
    }
}
