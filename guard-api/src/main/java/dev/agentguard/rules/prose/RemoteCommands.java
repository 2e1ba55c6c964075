package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.List;
import java.util.Set;

/** Reads "run commands on any server": what opens a shell there, copies to it or drives it from here. */
final class RemoteCommands {

    private static final Set<String> RUN = Vocabulary.words(
            "run running execute executing issue issuing invoke invoking perform performing use using do " + "doing");
    private static final Set<String> WHAT = Set.of(
            "command", "anything", "script", "operation", "thing", "shell", "task", "action", "job", "something");
    private static final Set<String> THERE =
            Vocabulary.words("server host vm vps instance droplet box node fleet appliance device bastion nas");
    private static final Set<String> AT = Set.of("on", "against", "over", "in", "to", "across", "at");

    /** Machines that are this one as well, unless they are said to be elsewhere. */
    private static final Set<String> FAR = Set.of("remote", "production", "prod", "live", "staging", "other", "any");

    private static final Condition SHELLS = CommandShape.program(
            "ssh",
            "scp",
            "sftp",
            "mosh",
            "rsync",
            "sshpass",
            "plink",
            "pssh",
            "fab",
            "ansible",
            "ansible-playbook",
            "telnet",
            "rsh",
            "autossh");

    private RemoteCommands() {}

    static List<Found> read(List<Token> region) {
        boolean run = false;
        boolean what = false;
        for (int i = 0; i < region.size(); i++) {
            Token token = region.get(i);
            if (!token.isWord()) {
                continue;
            }
            run |= RUN.contains(token.word());
            what |= WHAT.contains(Nouns.singular(token.word()));
            if (run && what && AT.contains(token.word()) && isThere(region, i + 1)) {
                return List.of(Found.plain(SHELLS));
            }
        }
        return List.of();
    }

    private static boolean isThere(List<Token> region, int from) {
        boolean far = false;
        for (int i = from; i < Math.min(region.size(), from + 5); i++) {
            String word = Nouns.singular(region.get(i).word());
            if (THERE.contains(word) || (far && (word.equals("machine") || word.equals("system")))) {
                return true;
            }
            far |= FAR.contains(word) && !word.equals("any");
        }
        return false;
    }
}
