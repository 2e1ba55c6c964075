package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PowerShell that is given as a line to run, without the name of a shell in front of it. */
class PowerShellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-VM | Where-Object { $_.State -eq 'Off' } | ForEach-Object { Remove-VM -Name $_.Name -Force }",
                "gci -r | ri -fo",
                "ls | ri",
                "ri x -Recurse -Force",
                "RI x -r",
                "Get-ChildItem -Recurse | % { Remove-Item $_ }",
                "Get-ChildItem -Recurse | %{Remove-Item $_}",
                "Get-ChildItem | ? Length -gt 5 | ri",
                "foreach ($f in Get-ChildItem C:\\x) { Remove-Item $f }",
                "foreach ($f in Get-ChildItem C:\\x) { $f.Delete() }",
                "$old = Get-ChildItem C:\\x; $old | Remove-Item",
                "$result = Remove-Item C:\\x",
                "if (Test-Path C:\\x) { Remove-Item C:\\x } else { Write-Host no }",
                "Get-Date; [IO.File]::Delete('C:\\x')",
                "[System.IO.Directory]::Delete('C:\\x', $true)",
                "$d = [IO.File]; Get-Item x | ForEach-Object Delete",
                "Get-Item x | % Delete",
                "(Get-Item x).Delete()",
                "(Get-Item x).'Delete'()",
                "$m = 'Delete'; (Get-Item x).$m()",
                "Get-Date; & ('Remove' + '-Item') x",
                "Get-Date; $c = 'Remove-'; $c += 'Item'; & $c x",
                "Get-Date; & { Remove-Item x }",
                "$b = { Remove-Item x }; & $b",
                "$c = 'Get-Item'; $b = { & $c x }; $c = 'Remove-Item'; & $b",
                "Invoke-Command -ComputerName db1 -ScriptBlock { Remove-Item C:\\data -Recurse }",
                "Start-Job -ScriptBlock { Clear-Content C:\\log }",
                "Invoke-Expression 'Remove-Item x'",
                "'Remove-Item x' | Invoke-Expression",
                "'Remove-Item x' | % { iex $_ }",
                "[scriptblock]::Create('Remove-Item x').Invoke()",
                "Write-Output \"now $(Remove-Item x)\"",
                "Get-Item $(Remove-Item x)",
                "Get-Date; function Clean { Remove-Item x }; Clean",
                "Set-Alias tidy Remove-Item; tidy x",
                "Set-Alias -Name tidy -Value Remove-Item; tidy x",
                "Remove-Item '-WhatIf'",
                "Remove-Item x -WhatIf:$false",
                "Remove-Item (Get-ChildItem x -WhatIf)",
                "Get-Date # a comment\nRemove-Item `\n  -Path x",
                "<# why #> Remove-Item x",
                "R`emove-Item x; Get-Date",
                "Get-Date\ntry { Remove-Item x } catch { Write-Warning $_ }",
                "Get-Date; @{ a = Remove-Item x }",
                "Get-Date; @(Remove-Item x)",
                "Get-Date; dropdb prod",
                "Get-Date; cmd /c \"del x\"",
                "Get-Date; Start-Process cmd '/c del x'",
                "[Diagnostics.Process]::Start('cmd', '/c del x')",
                "Invoke-Sqlcmd -Query 'DROP TABLE x'",
                "Invoke-RestMethod -Uri https://x.example/y -Method:Delete",
                "Restore-VMSnapshot -Name before -VMName web -Confirm:$false",
                "Send-MailMessage -To a@b.example -Subject x",
                "@'\nRemove-Item x\n'@ | Invoke-Expression",
                "switch (Get-Date) { 1 { Remove-Item x } default { Get-Item y } }",
                "1..3 | ForEach-Object { Remove-Item \"x$_\" }",
                "trap { Remove-Item x } Get-Date",
                "get-childitem | foreach-object { remove-item $_ }",
                "$null > x.txt; Get-Date"
            })
    void finds_what_destroys(String script) {
        assertThat(Judged.of(script)).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(Judged.of(List.of("sh", "-c", script))).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a = Get-Service | Sort-Object -Property Name",
                "$a = Get-Service | Sort-Object -Property Name; $a | Format-Table",
                "'a' -match 'b'",
                "'web-01' -match 'web-\\d\\d'",
                "(Get-UICulture).Calendar | ConvertTo-Json",
                "$m = \"This deletes data\"\nWrite-Warning -Message $m -WarningAction SilentlyContinue",
                "Get-Process | Where-Object { $_.CPU -gt 100 } | Select-Object Name, CPU",
                "Get-Process | ? { $_.Name -like 'rm*' } | % { $_.Name }",
                "foreach ($s in Get-Service) { Write-Host $s.Name }",
                "Get-ChildItem -Recurse | Measure-Object -Property Length -Sum",
                "Get-Content x.txt | Select-String 'Remove-Item'",
                "Write-Host 'Remove-Item x'",
                "Get-Module -ListAvailable | foreach Path",
                "Import-Csv users.csv | Where-Object Age -gt 3",
                "Get-ChildItem C:\\x -Recurse | Remove-Item -Recurse -WhatIf",
                "Get-Date -Format 'yyyy' # Remove-Item x",
                "[math]::Round(3.7)",
                "(Get-Date).AddDays(-30)",
                "$x = New-Object System.Text.StringBuilder; Get-Date",
                "if (Test-Path x) { Get-Content x } else { Write-Output no }",
                "Get-Date | Out-Null",
                "Start-Job -ScriptBlock { Get-ChildItem C:\\ }",
                "Clear-Host",
                "Remove-Variable x"
            })
    void reads_stay_harmless(String script) {
        assertThat(Judged.of(script)).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-Date; ./unknown.sh",
                "Get-Date; './unknown.sh'",
                "Get-Date; './unknown.sh' -match x",
                "Get-Date; $UNKNOWN",
                "Get-Date; & $unknown x",
                "Get-Date; & $args[0]",
                "Get-Date; iex $unknown",
                "Get-Date; eval \"$X\"",
                "Get-Date; `unknown`",
                "read a < f; $a = Get-Date",
                "Get-Date; (Get-Item x).$m()",
                "Get-Date; $p.Invoke()",
                "Get-Date\n./unknown.sh\n(",
                "Invoke-Command -FilePath x.ps1 -ComputerName a",
                "$PSDefaultParameterValues = @{ 'Invoke-RestMethod:Method' = 'Delete' }; Invoke-RestMethod https://x.example",
                "$p = @{ Method = 'Delete' }; Invoke-RestMethod https://x.example @p",
                "function f($c) { & $c x }; Get-Date; f Remove-Item",
                "Add-Type -TypeDefinition $code",
                "Get-Date; 7z d archive.7z"
            })
    void what_is_not_known_is_not_harmless(String script) {
        assertThat(Judged.of(script).worse(Reversibility.UNKNOWN)).isEqualTo(Judged.of(script));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-Service spooler | Restart-Service",
                "Get-Process | Out-File p.txt",
                "Get-Process > p.txt",
                "Get-CimSession | Remove-CimSession | Out-File x",
                "Import-Csv u.csv | ForEach-Object { New-ADUser -Name $_.Name -Secret (ConvertTo-SecureString 'x' -AsPlainText) }",
                "Remove-ADGroupMember -Identity staff -Members joe",
                "Clear-DnsClientCache"
            })
    void changes_are_reversible(String script) {
        assertThat(Judged.of(script)).isEqualTo(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cat > x.ps1 <<'EOF'\nRemove-Item x\nEOF", "grep -r 'Remove-Item' .", "echo '$a = Get-Service'"})
    void texts_in_a_shells_script_are_not_taken_for_commands(String script) {
        assertThat(Judged.of(script)).isNotEqualTo(Reversibility.IRREVERSIBLE);
    }
}
