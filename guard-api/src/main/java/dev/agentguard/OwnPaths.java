package dev.agentguard;

import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.RuleLock;
import dev.agentguard.config.RuleProposals;
import dev.agentguard.rules.tamper.GuardFiles;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** What a guard goes by on this machine. */
final class OwnPaths {

    private static final String HOME = ".guard";

    private OwnPaths() {}

    static GuardFiles of(GuardConfig config, List<Path> named) {
        List<Path> files = new ArrayList<>(named);
        Path file = config.file();
        files.add(file == null ? Path.of(ConfigLocator.FILE) : file);
        files.addAll(config.ruleFiles());
        files.addAll(config.packs());
        CodeSource source = Guard.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            try {
                Path jar = Path.of(source.getLocation().toURI());
                if (jar.toString().endsWith(".jar")) {
                    files.add(jar);
                }
            } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
                // it does not run from a file of its own
            }
        }
        List<Path> directories = new ArrayList<>();
        directories.add(config.store());
        String home = System.getProperty("user.home");
        if (home != null && !home.isBlank()) {
            directories.add(Path.of(home, HOME));
        }
        Path parent = file == null ? null : file.toAbsolutePath().getParent();
        Path project = parent == null ? Path.of("") : parent;
        files.add(project.resolve(RuleLock.FILE));
        files.add(project.resolve(RuleProposals.FILE));
        return new GuardFiles(files, directories, project);
    }
}
