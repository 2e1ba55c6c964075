package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of sed and awk, which can run commands and write files. */
class FiltersTest {

    private static final Guard GUARD = Guard.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed '1e rm -rf x' f",
                "sed '1e\\\nrm -rf x' f",
                "sed -n '/a/,/b/{s/x/y/;e rm -rf x\n}' f",
                "sed -e '1{e rm -rf x' -e '}' f",
                "sed --expression='$e rm x' f",
                "sed 's/a/b/;\ne rm x' f",
                "sed ':a;N;$!ba;e rm x' f",
                "sed 'w /dev/sda' f",
                "sed 's/a/b/w /etc/passwd' f",
                "awk 'BEGIN{system(\"rm -rf x\")}'",
                "awk 'BEGIN { if (1) /\"/; system (\"rm -rf x\"); \" \" }'",
                "awk '/system\\(/ { system(\"rm x\") }' f",
                "awk '{ print | \"rm -rf x\" }' f",
                "awk 'BEGIN { \"rm -rf x\" | getline }'",
                "gawk -e 'BEGIN { print 1 > \"/dev/sda\" }'",
                "mawk -F: -v a=1 '{ system(\"rm x\") }' f"
            })
    void destructionInAFilter_isSeen(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed 's/a/rm x/e' f",
                "sed 's,a,b,2ge' f",
                "sed 's/[/a/g;#]/rm x/e' f",
                "sed '1e' f",
                "sed 'y/a/b/;e' f",
                "sed \"$SCRIPT\" f",
                "sed \"s/a/b/$FLAGS\" f",
                "sed \"1e $COMMAND\" f",
                "sed 'nonsense' f",
                "sed 's/a' f",
                "sed -f script f",
                "awk '{ system(\"rm \" $1) }' f",
                "awk '{ system($0) }' f",
                "awk '{ print $1 | \"sh\" }' f",
                "awk '{ cmd = \"rm x\"; cmd | getline }' f",
                "awk 'BEGIN { \"rm\" \" x\" | getline }'",
                "awk 'BEGIN { print \"x\" |& \"rm y\" }'",
                "awk 'BEGIN { f = \"system\"; @f(\"rm x\") }'",
                "awk '@load \"filefuncs\"; BEGIN { }'",
                "awk 'BEGIN { print > \"/inet/tcp/0/host/80\" }'",
                "awk 'BEGIN { system(\"\\162m x\") }'",
                "awk \"$PROGRAM\" f",
                "awk \"BEGIN { $BODY }\"",
                "awk -f program f"
            })
    void whatCannotBeTold_isUnknown(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed 's/a/b/' f",
                "sed 's|a/b|the e/e|g; s,x,y,' f",
                "sed 's/[/]/_/g' f",
                "sed -n '/start/,/end/{//!p}' f",
                "sed -n \"${FROM},${TO}p\" f",
                "sed \"s/@VERSION@/$VERSION/\" f",
                "sed ':a;N;$!ba;s/\\n/ /g' f",
                "sed -e '/x/{' -e 's/a/b/' -e '}' f",
                "sed '/x/I,+3{y/abc/xyz/;=;l 20}' f",
                "sed '1~2d;$!N;P;D' f",
                "sed '/a/a\\\ne rm x' f",
                "sed '2i e rm x' f",
                "sed '/x/w /dev/stdout' f",
                "sed '\\,^/usr,d # e rm x' f",
                "sed '1e date' f",
                "awk '{ print $1 }' f",
                "awk -F'|' '$3 > 5 { print $1 \"|\" $2 \"->\" }' f",
                "awk '/a|b/ { print \"x\" } NR > 5 || /c/' f",
                "awk '{ n = $1 / 2; m = $2 / 3; print (n > m) }' f",
                "awk '!/^#/ && !seen[$0]++' f",
                "awk '{ print $1 | \"sort -u\" }' f",
                "awk '{ \"date\" | getline d; print d }' f",
                "awk '{ print > \"/dev/stderr\" }' f",
                "awk \"NR==$LINE\" f",
                "awk \"/$PATTERN/ { print }\" f",
                "awk 'BEGIN { while ((getline line < \"f\") > 0) print line }'"
            })
    void filterThatOnlyFilters_readsOnly(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sed -i 's/a/b/' f",
                "sed -n '/a/w out' f",
                "sed 's/a/b/gw out' f",
                "awk '{ print > \"out\" }' f",
                "awk '{ printf \"%s\", $1 >> FILENAME \".txt\" }' f"
            })
    void filterThatWritesAFile_isReversible(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat f | grep x > f",
                "cat f | sort | uniq > f",
                "sort < f | uniq > f",
                "(cat f; echo x) | sort > f",
                "cat \"f\" | { sort; } > f",
                "echo '* * * * * rm -rf /srv' | crontab -",
                "printf '@daily rm -rf /srv\\n' | crontab",
                "crontab - <<'X'\n0 3 * * 1 rm -rf /srv\nX"
            })
    void fileThatIsEmptiedBeforeItIsRead_orCommandsOfATimetable_areSeen(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat f | grep x > g",
                "cat f | grep x >> f",
                "cat f | tee g > h; cat g | wc > f",
                "echo f | sort > f",
                "sort < f | uniq > g",
                "echo '0 3 * * * backup.sh' | crontab -",
                "(crontab -l; echo '0 3 * * * backup.sh') | crontab -",
                "crontab jobs.txt"
            })
    void otherFilesAndTimetables_areWritten(String line) {
        assertThat(of(line)).as(line).isEqualTo(Reversibility.REVERSIBLE);
    }

    private static Reversibility of(String line) {
        return Judged.worst(GUARD.effects(new ProcessStart(List.of("sh", "-c", line))));
    }
}
