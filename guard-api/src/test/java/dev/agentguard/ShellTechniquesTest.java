package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.shell.ShellReader;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.pack.Packs;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to destroy by an ordinary program's options, variables or redirections, and their harmless twins. */
class ShellTechniquesTest {

    private static final EffectReader<HttpCall> NO_HTTP =
            call -> List.of(Effect.of("http:request", new Evidence("", call.url()))
                    .reversibility(Reversibility.READ_ONLY, "")
                    .build());

    private static final ShellReader READER =
            new ShellReader(Packs.shipped(), NO_HTTP, new SqlReader(Limits.DEFAULT), Limits.DEFAULT);

    private static Reversibility of(String script) {
        return READER.read(script, "test").stream()
                .map(Effect::reversibility)
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Remove-Item' x -Recurse",
                "\"Remove-AzResourceGroup\" -Name x",
                "Get-Date; 'Remove-Item' x",
                "Get-Date; $(echo Remove-Item) x",
                "Get-Date; {Remove-Item,x}",
                "tee f < /dev/null",
                ": | tee f",
                "dd if=/dev/zero of=f",
                "sort f > f",
                "grep -v x f > f",
                "tr a b < f > f",
                "sed -i '1,$d' f",
                "perl -i -ne '' f",
                "make SHELL='rm -rf x'",
                "make CC='rm -rf x' all",
                "git -c core.sshcommand='rm -rf x' fetch",
                "git fetch --upload-pack='rm -rf x' origin",
                "git clone 'ext::sh -c \"rm -rf x\"'",
                "git config --global core.pager 'rm -rf x'",
                "ssh -o proxycommand='rm -rf x' host",
                "aria2c --on-download-complete='rm -rf x' http://a.example/b",
                "certbot renew --pre-hook 'rm -rf x'",
                "anything --on-error-command \"rm -rf x\"",
                "RESTIC_PASSWORD_COMMAND='rm -rf x' restic backup",
                "SVN_SSH='rm -rf x' svn update",
                "find . -exec sh -c 'rm \"{}\"' \\;",
                "ssh host \"cd $DIR && rm -rf y\"",
                "xterm -e rm -rf x",
                "perf stat rm -rf x",
                "ip netns exec blue rm -rf x"
            })
    void techniqueThatDestroys_isIrreversible(String script) {
        assertThat(of(script)).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make -f - <<< 'all:; rm -rf x'",
                "make --eval='x:; rm -rf y' x",
                "NODE_OPTIONS='--require ./x.js' node -e 1",
                "JAVA_TOOL_OPTIONS=-javaagent:x.jar java -version",
                "PS4='$(rm -rf x)' bash -x -c 'echo'",
                "TAR_OPTIONS='--checkpoint-action=exec=x' tar cf a b",
                "RUBYOPT=-r./x ruby -v",
                "sh -c \"$COMMAND\"",
                "X=$(curl http://a.example); sh -c \"true $X\"",
                "sh -c \"true $(curl http://a.example)\"",
                "sh -c \"true $lower\"",
                "echo x | xargs -I{} sh -c 'echo {}'",
                "echo -delete | xargs -I{} find . {}",
                "find . -exec sh -c '{}' \\;",
                "find . $X",
                "read DATABASE_URL < f; psql $DATABASE_URL -c 'select 1'",
                "getopts a DATABASE_URL; psql $DATABASE_URL -c 'select 1'",
                ": ${DATABASE_URL:=$(cat f)}; psql $DATABASE_URL -c 'select 1'",
                "DATABASE_URL=$(cat f) bash -c 'psql $DATABASE_URL -c \"select 1\"'",
                "printf -v DATABASE_URL %s -fx.sql; psql $DATABASE_URL -c 'select 1'",
                "psql ${DATABASE_URL:--fx.sql} -c 'select 1'",
                "psql $CONNECTION -c 'select 1'",
                "things.doQuietDown()"
            })
    void whatCannotBeKnown_isUnknown(String script) {
        assertThat(of(script)).isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo x | tee f",
                "dd if=/dev/zero of=f bs=1M count=64",
                "sort f > g",
                "echo f > f",
                "sed -i '/x/d' f",
                "perl -i -pe 's/a/b/' f",
                "make SHELL=/bin/bash CC=gcc all",
                "git config --global core.editor 'code --wait'",
                "git -c color.ui=always log",
                "NODE_OPTIONS=--max-old-space-size=4096 node -v",
                "ssh host \"cd $DIR && git pull\"",
                "find . -type d -exec sh -c 'cd \"{}\" && pwd' \\;",
                "cp \"$A\" \"$B\"",
                "gh pr create --title 'rm the old files' --body 'rm -rf is gone'",
                "anything --help-command --version",
                "psql $DATABASE_URL -c 'select 1'",
                "psql \"${DATABASE_URL}\" -c 'select 1'",
                "redis-cli -u $REDIS_URL get x",
                "ri String#strip",
                "ri -f markdown String",
                "f() { ls; }; f"
            })
    void harmlessTwin_isNotHeld(String script) {
        assertThat(of(script)).isLessThanOrEqualTo(Reversibility.REVERSIBLE);
    }
}
