package dev.agentguard.effect.shell;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Functions of the languages' own libraries, and a reading of the names of all others. */
final class CodeNames {

    private static final Map<CodeLanguage, Map<String, CodeAct>> KNOWN = new HashMap<>();

    private static final Set<String> DESTROYING = Set.of(
            "delete",
            "destroy",
            "drop",
            "purge",
            "wipe",
            "truncate",
            "erase",
            "unlink",
            "rmdir",
            "rmtree",
            "remove",
            "clear",
            "empty",
            "terminate",
            "uninstall",
            "revoke",
            "flush",
            "obliterate",
            "shred",
            "deprovision");
    private static final Set<String> WRITING = Set.of(
            "create",
            "update",
            "insert",
            "save",
            "upload",
            "publish",
            "post",
            "patch",
            "put",
            "import",
            "restore",
            "migrate",
            "deploy",
            "start",
            "stop",
            "restart",
            "enable",
            "disable",
            "write",
            "rename",
            "move",
            "copy",
            "upsert",
            "register",
            "attach",
            "detach",
            "assign",
            "index",
            "replace",
            "send",
            "scale",
            "set");
    private static final Set<String> OPAQUE =
            Set.of("run", "execute", "invoke", "perform", "apply", "dispatch", "main", "process", "handle", "install");

    /** Names that begin like something else but stay inside of the program. */
    private static final Set<String> INSIDE = Set.of(
            "removeprefix",
            "removesuffix",
            "removeeventlistener",
            "removelistener",
            "removealllisteners",
            "removechild",
            "removeattribute",
            "cleartimeout",
            "clearinterval",
            "clearimmediate",
            "dropna",
            "drop_duplicates",
            "droplevel",
            "delete_if",
            "deleteat",
            "delete_at",
            "delete_prefix",
            "delete_suffix",
            "droplast",
            "dropwhile",
            "drop_while",
            "setdefault",
            "set_index",
            "setattribute",
            "settimeout",
            "setinterval",
            "copy",
            "deepcopy",
            "replace",
            "replaceall",
            "index",
            "indexof",
            "startswith",
            "start_with",
            "startsWith",
            "put",
            "puts",
            "putc",
            "insert",
            "update",
            "remove_const",
            "setdefaultencoding",
            "set",
            "flush",
            "import",
            "import_module",
            "setstate",
            "emptylist",
            "start",
            "write",
            "post",
            "runpy",
            "clear_cache",
            "removeitem",
            "setheader",
            "set_trace",
            "setlocale",
            "index_by",
            "move",
            "indexing");

    static {
        put(
                CodeLanguage.PYTHON,
                CodeAct.DESTROYS,
                "rmtree unlink rmdir removedirs os.remove truncate delete drop_all flushall flushdb drop_table drop_database os.removexattr");
        put(CodeLanguage.PYTHON, CodeAct.TRASHES, "send2trash");
        put(
                CodeLanguage.PYTHON,
                CodeAct.WRITES,
                "os.rename os.replace os.renames shutil.move shutil.copy shutil.copy2 copyfile copytree mkdir makedirs chmod chown symlink link write_text write_bytes os.kill killpg dump save to_csv to_json extractall touch urlretrieve");
        put(CodeLanguage.PYTHON, CodeAct.OPENS, "open");
        put(
                CodeLanguage.PYTHON,
                CodeAct.RUNS,
                "os.system popen subprocess.run subprocess.call subprocess.check_call subprocess.check_output Popen getoutput getstatusoutput check_call check_output system spawnl spawnv spawnlp spawnvp execv execl execvp execlp execve execvpe posix_spawn create_subprocess_shell create_subprocess_exec pty.spawn startfile");
        put(CodeLanguage.PYTHON, CodeAct.EVALUATES, "eval exec execfile");
        put(CodeLanguage.PYTHON, CodeAct.QUERIES, "execute executemany executescript read_sql");
        put(CodeLanguage.PYTHON, CodeAct.FETCHES, "urlopen Request requests.request httpx.request");
        put(
                CodeLanguage.PYTHON,
                CodeAct.SENDS,
                "requests.get requests.post requests.put requests.patch requests.delete requests.head httpx.get httpx.post httpx.put httpx.patch httpx.delete session.get session.post session.put session.patch session.delete client.get client.post client.put client.patch client.delete");
        put(CodeLanguage.PYTHON, CodeAct.MAILS, "sendmail send_message");
        put(CodeLanguage.PYTHON, CodeAct.OPAQUE, "compile __import__ import_module loads_code run_path run_module");
        put(
                CodeLanguage.PYTHON,
                CodeAct.READS,
                "re.compile asyncio.run run_until_complete main remove clear pickle.loads df.drop data.drop list.remove start");
        for (CodeLanguage script : new CodeLanguage[] {CodeLanguage.JAVASCRIPT, CodeLanguage.MONGO}) {
            put(
                    script,
                    CodeAct.DESTROYS,
                    "rmSync unlinkSync rmdirSync unlink rmdir fs.rm promises.rm fsp.rm rimraf rimrafSync removeSync fs.remove fse.remove emptyDir emptyDirSync truncateSync ftruncateSync fs.truncate truncate Deno.remove Deno.removeSync del deleteMany deleteOne dropDatabase dropCollection dropIndexes flushall flushdb flushAll flushDb forceDelete");
            put(
                    script,
                    CodeAct.WRITES,
                    "writeFileSync writeFile appendFile appendFileSync renameSync mkdirSync mkdir copyFileSync copyFile createWriteStream chmodSync symlinkSync cpSync outputFile outputFileSync Deno.writeTextFile Bun.write process.kill");
            put(
                    script,
                    CodeAct.RUNS,
                    ".exec execSync spawnSync spawn execFile execFileSync child_process.exec cp.exec Deno.Command Deno.run Bun.spawn Bun.spawnSync shelljs.exec shell.exec execa execaCommand execaSync fork");
            put(script, CodeAct.EVALUATES, "eval Function runInThisContext runInNewContext runInContext");
            put(
                    script,
                    CodeAct.FETCHES,
                    "fetch axios axios.request http.request https.request got request $fetch ofetch undici.request");
            put(
                    script,
                    CodeAct.SENDS,
                    "axios.get axios.post axios.put axios.patch axios.delete got.get got.post got.put got.patch got.delete http.get https.get superagent.get superagent.post superagent.delete superagent.del ky.get ky.post ky.delete");
            put(
                    script,
                    CodeAct.QUERIES,
                    "query $executeRawUnsafe $queryRawUnsafe $executeRaw $queryRaw executeRaw raw prepare");
            put(script, CodeAct.MAILS, "sendMail");
            put(script, CodeAct.READS, "main set clear then catch run get process.exit apply call");
        }
        put(
                CodeLanguage.MONGO,
                CodeAct.DESTROYS,
                "drop remove deleteMany deleteOne findOneAndDelete findAndRemove dropDatabase dropIndex dropIndexes dropUser dropRole dropAllUsersFromDatabase dropAllRolesFromDatabase compact shutdownServer removeShard convertToCapped dropConnections");
        put(
                CodeLanguage.MONGO,
                CodeAct.WRITES,
                "insert insertOne insertMany updateOne replaceOne findOneAndUpdate findOneAndReplace save createIndex createIndexes createCollection createUser updateUser grantRolesToUser renameCollection bulkWrite");
        put(CodeLanguage.PERL, CodeAct.DESTROYS, "unlink rmdir rmtree remove_tree truncate");
        put(
                CodeLanguage.PERL,
                CodeAct.WRITES,
                "rename mkdir chmod chown symlink link utime kill mkpath make_path copy move");
        put(CodeLanguage.PERL, CodeAct.OPENS, "open sysopen");
        put(CodeLanguage.PERL, CodeAct.RUNS, "system exec readpipe");
        put(CodeLanguage.PERL, CodeAct.EVALUATES, "eval");
        put(CodeLanguage.PERL, CodeAct.QUERIES, "do prepare");
        put(CodeLanguage.PERL, CodeAct.READS, "delete push shift pop splice");
        put(
                CodeLanguage.RUBY,
                CodeAct.DESTROYS,
                "rm rm_r rm_f rm_rf rmtree remove_dir remove_entry remove_entry_secure remove_file File.delete File.unlink Dir.delete Dir.rmdir Dir.unlink unlink rmdir truncate delete_all destroy_all destroy destroy_by delete_by drop_table drop_database flushall flushdb Pathname.delete safe_unlink");
        put(
                CodeLanguage.RUBY,
                CodeAct.WRITES,
                "File.write IO.write File.rename FileUtils.mv FileUtils.cp FileUtils.cp_r mkdir mkdir_p FileUtils.touch touch chmod chown ln_s update_all save create binwrite Process.kill kill mv cp cp_r");
        put(CodeLanguage.RUBY, CodeAct.OPENS, "File.open open File.new");
        put(
                CodeLanguage.RUBY,
                CodeAct.RUNS,
                "system exec spawn popen capture2 capture2e capture3 popen3 popen2 pipeline sh");
        put(CodeLanguage.RUBY, CodeAct.EVALUATES, "eval instance_eval class_eval module_eval");
        put(CodeLanguage.RUBY, CodeAct.QUERIES, "execute exec_query select_all exec_params find_by_sql exec_update");
        put(
                CodeLanguage.RUBY,
                CodeAct.SENDS,
                "Net.HTTP.get HTTParty.get HTTParty.post HTTParty.put HTTParty.delete Faraday.get Faraday.post Faraday.delete RestClient.get RestClient.post RestClient.delete");
        put(CodeLanguage.RUBY, CodeAct.MAILS, "deliver_now deliver deliver_later");
        put(CodeLanguage.RUBY, CodeAct.READS, "drop clear puts print delete_if");
        put(CodeLanguage.RUBY, CodeAct.OPAQUE, "delete remove Marshal.load send public_send __send__");
        put(
                CodeLanguage.PHP,
                CodeAct.DESTROYS,
                "unlink rmdir ftruncate delete deleteDirectory cleanDirectory forceDelete truncate dropIfExists drop deleteAll flushAll");
        put(
                CodeLanguage.PHP,
                CodeAct.WRITES,
                "file_put_contents rename copy mkdir chmod chown touch symlink move_uploaded_file save create update insert");
        put(CodeLanguage.PHP, CodeAct.OPENS, "fopen");
        put(CodeLanguage.PHP, CodeAct.RUNS, "system exec shell_exec passthru popen proc_open pcntl_exec");
        put(CodeLanguage.PHP, CodeAct.EVALUATES, "eval assert create_function");
        put(
                CodeLanguage.PHP,
                CodeAct.QUERIES,
                "mysqli_query pg_query query statement unprepared DB.statement DB.unprepared multi_query");
        put(CodeLanguage.PHP, CodeAct.MAILS, "mail");
        put(CodeLanguage.PHP, CodeAct.OPAQUE, "call_user_func call_user_func_array");
    }

    private CodeNames() {}

    private static void put(CodeLanguage language, CodeAct act, String names) {
        Map<String, CodeAct> known = KNOWN.computeIfAbsent(language, unused -> new HashMap<>());
        for (int start = 0; start < names.length(); ) {
            int end = names.indexOf(' ', start);
            end = end < 0 ? names.length() : end;
            known.put(names.substring(start, end), act);
            start = end + 1;
        }
    }

    /** What calling a function does, by its name and, if given, what it is called on. */
    static CodeAct of(CodeLanguage language, String receiver, String name) {
        Map<String, CodeAct> known = KNOWN.getOrDefault(language, Map.of());
        int dot = receiver.lastIndexOf('.');
        String last = dot < 0 ? receiver : receiver.substring(dot + 1);
        CodeAct act = known.get(last + "." + name); // one that starts with a point is called on nothing
        act = act == null && !receiver.isEmpty() ? known.get(receiver + "." + name) : act;
        act = act == null ? known.get(name) : act;
        return act == null ? read(name) : act;
    }

    /** Whether the name alone is that of a function that deletes files, so that handing it on is using it. */
    static boolean alwaysDestroys(CodeLanguage language, String name) {
        return name.length() > 5
                && !name.equals("delete")
                && !name.equals("truncate")
                && KNOWN.getOrDefault(language, Map.of()).get(name) == CodeAct.DESTROYS;
    }

    private static CodeAct read(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (INSIDE.contains(lower)) {
            return CodeAct.READS;
        }
        int end = 1;
        while (end < name.length() && name.charAt(end) != '_' && !Character.isUpperCase(name.charAt(end))) {
            end++;
        }
        String verb = lower.substring(0, Math.min(end, lower.length()));
        boolean alone = end >= name.length();
        if (DESTROYING.contains(verb)) {
            return alone && !verb.equals("destroy") && !verb.equals("purge") && !verb.equals("wipe")
                    ? CodeAct.OPAQUE
                    : CodeAct.DESTROYS;
        }
        if (WRITING.contains(verb)) {
            return CodeAct.WRITES;
        }
        return OPAQUE.contains(verb) ? CodeAct.OPAQUE : CodeAct.READS;
    }
}
