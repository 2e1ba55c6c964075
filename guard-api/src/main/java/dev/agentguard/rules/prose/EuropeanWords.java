package dev.agentguard.rules.prose;

import java.util.List;

/** What rules are written with in German, French, Spanish and Portuguese. */
final class EuropeanWords {

    static final ForeignWords GERMAN = ForeignWords.of("""
        niemals|nie|keinesfalls|niemals direkt|nie direkt|auf keinen fall|unter keinen umständen|nicht: never
        darf nicht|dürfen nicht|darf niemals|dürfen niemals|darfst nicht|darf nie: must not
        kein|keine|keinen|keinem|keiner|keinerlei: no
        verboten|untersagt|verbotene|verbotenen: forbidden
        aktionen|aktion|handlungen: actions
        seiten|seite: pages
        ohne: without
        es sei denn|außer wenn|außer|ausser: unless
        vor jeder|vor jedem|bevor|vor dem|vor der: before
        rückfrage|rückfragen|nachfrage|rücksprache|nachfragen: asking
        frage|fragen|frag|nachfragen|fragen sie: ask
        bestätigen lassen|bestätigen: confirm
        bestätigung|genehmigung|freigabe|zustimmung|erlaubnis|anfrage|aufforderung|anweisung|auftrag|user-anfrage: approval
        explizit|explizite|expliziter|expliziten|ausdrücklich|ausdrückliche|ausdrücklicher|ausdrücklichen: explicit
        nutzer|benutzer|nutzers|benutzers|anwender: user
        direkt: directly
        und: and
        oder|sowie: or
        automatisch: automatically
        manuell: manually
        immer|stets: always
        nur: only
        auf: on
        für|zum|zur: for
        wenn|falls: if
        zuerst|vorher|zuvor: first
        der|dem|ein|eine|einen|einem|einer|diese|dieser|dieses|diesen|alle|jede|jeder|jeden|jegliche|echte|echten|bestehende|bestehenden: the
        löschen|gelöscht|lösche|löschung: delete
        entfernen|entfernt|entferne: remove
        ändern|geändert|verändern|verändert|anpassen|änderung|änderungen|ändere|modifizieren: modify
        bearbeiten|bearbeitet|editieren: edit
        anfassen|angefasst|berühren: touch
        überschreiben|überschrieben: overwrite
        umbenennen: rename
        verschieben: move
        erstellen|anlegen|erzeugen|erstellt: create
        hinzufügen|hinzugefügt: add
        installieren|installiert: install
        lesen|gelesen|auslesen: read
        anzeigen|ausgeben|ausgegeben: show
        committen|einchecken|committet: commit
        pushen|gepusht: push
        mergen|gemergt: merge
        deployen|deployt|ausrollen|bereitstellen: deploy
        veröffentlichen|veröffentlicht: publish
        senden|schicken|verschicken|versenden|gesendet: send
        ausführen|ausgeführt|aufrufen|laufen lassen: run
        starten|gestartet: start
        verwenden|benutzen|nutzen|verwendet|benutze|nutze|verwende: use
        stoppen|beenden|killen|abschießen: stop
        neustarten|neu starten: restart
        zurücksetzen: reset
        leeren: clear
        deaktivieren|abschalten: disable
        umgehen: bypass
        überspringen: skip
        schreiben|geschrieben: write
        kaufen: buy
        bezahlen: pay
        migrieren: migrate
        datei: file
        dateien: files
        ordner|verzeichnis|verzeichnisse: folder
        datenbank|datenbanken: database
        tabelle|tabellen: tables
        daten|testdaten: data
        abhängigkeit|abhängigkeiten: dependencies
        paket|pakete|paketen: packages
        geheimnis|geheimnisse|zugangsdaten|passwort|passwörter: secrets
        umgebungsvariable|umgebungsvariablen: environment variables
        konfiguration: config
        sicherung|sicherungen: backups
        dienst|dienste: services
        produktion|produktiv: production
        produktionsdatenbank: production database
        migrationen: migrations
        befehl|befehle|kommando|kommandos: commands
        prozess|prozesse: processes
        historie: history
        nachricht|nachrichten: messages
        konto|konten: accounts
        destruktive|destruktiven|destruktiver: destructive
        zweig|zweige|zweigen: branches
        --
        tabu: forbidden
        noch: or
        mit: with
        das|den|des: the
        im|ins: in
        die: the
        in: in
        commands: commands
        """, true);

    private static final ForeignWords FRENCH = ForeignWords.of("""
        ne jamais|jamais|n'jamais|il ne faut jamais|ne doit jamais|ne doivent jamais|ne doit pas|ne doivent pas|ne pas|il ne faut pas|interdiction de|interdit de|défense de: never
        ne: never
        interdit|interdite|interdits|interdites|prohibé: forbidden
        sans: without
        sauf si|à moins que|sauf: unless
        avant de|avant d'|avant toute|avant tout|avant: before
        demander|demande|doit demander: ask
        autorisation: approval
        explicite|explicitement: explicit
        utilisateur|l'utilisateur: user
        toujours: always
        directement: directly
        ou|ni: or
        dans: in
        l'|une|du|de|d'|cette|ces: the
        avec: with
        supprimer|effacer|supprime|supprimez: delete
        changer|éditer|toucher|modifiez: modify
        installer|installez: install
        créer|création: create
        ajouter|ajout: add
        lancer|exécuter|démarrer|exécute|lancez: run
        utiliser|utilise|utilisez: use
        faire: do
        committer|commiter: commit
        pousser: push
        fusionner: merge
        déployer|déploiement: deploy
        publier: publish
        envoyer: send
        lire: read
        afficher: show
        écraser: overwrite
        tuer|arrêter: kill
        redémarrer: restart
        réinitialiser: reset
        désactiver: disable
        contourner: bypass
        écrire: write
        renommer: rename
        déplacer: move
        fichier|fichiers: files
        dossier|dossiers|répertoire|répertoires: folder
        base de données|bases de données: database
        données: data
        branche: branches
        branche distante|branches distantes: remote branches
        dépendance|dépendances: dependencies
        paquet|paquets: packages
        variables d'environnement|variable d'environnement|variables env: environment variables
        processus en arrière|processus: processes
        serveur|serveurs: server
        commande|commandes: commands
        déjà appliquée|déjà appliquées|déjà appliqué:
        arrière:
        --
        validation|approbation|accord|confirmation: approval
        explicites: explicit
        et: and
        le|la|les|un|des|ce|toute|tout|tous|aux: the
        sur: on
        vers: to
        pour: for
        suppression: delete
        modification|modifications: modify
        installation: install
        lance: run
        plan:
        modifier: modify
        pas: never
        migration: migration
        config: config
        """, true);

    private static final ForeignWords SPANISH = ForeignWords.of("""
        nunca|jamás|nunca debes|no debes|no se debe|nunca se debe|prohibido: never
        sin que: without approval
        a menos que|salvo que|salvo si|salvo: unless
        antes de: before
        preguntar|pregunta|consultar: ask
        pida|aprobación|aprobacion|confirmación|confirmacion|autorización|autorizacion|permiso|revisión|revision previa: approval
        explícita|explicita|explícito|explícitamente: explicit
        usuario: user
        siempre: always
        directo|directamente|directa: directly
        el|los|las|una|cualquier: the
        borrar|eliminar|borra|elimina|borres|elimines: delete
        modificar|cambiar|editar|tocar|modifiques|modifica: modify
        instalar: install
        crear: create
        añadir|agregar: add
        ejecutar|lanzar|correr|ejecutes: run
        usar|utilizar: use
        hagas: do
        subir: push
        desplegar: deploy
        publicar: publish
        enviar: send
        leer: read
        mostrar|imprimir: show
        sobrescribir: overwrite
        fusionar: merge
        detener|matar: kill
        reiniciar: restart
        desactivar: disable
        escribir: write
        renombrar: rename
        mover: move
        archivo|archivos|fichero|ficheros: files
        carpeta|carpetas|directorio|directorios: folder
        base de datos|bases de datos|bd: database
        tabla|tablas: tables
        datos: data
        rama|ramas: branches
        dependencia|dependencias: dependencies
        paquete|paquetes: packages
        variables de entorno: environment variables
        comando|comandos: commands
        producción|produccion: production
        --
        un|del|al|lo: the
        en: in
        con: with
        para: for
        uses: use
        hacer: do
        sin: without
        no: never
        o: or
        ni: or
        y: and
        a: to
        la: the
        de: the
        """, true);

    private static final ForeignWords PORTUGUESE = ForeignWords.of("""
        nunca|jamais|não|nao|não deve|nunca deve|proibido: never
        sem: without
        a menos que|exceto se|exceto: unless
        antes de: before
        perguntar|pergunte|peça: ask
        aprovação|confirmação|autorização|permissão: approval
        explícita: explicit
        usuário|utilizador: user
        sempre: always
        diretamente|direto: directly
        uma|dos|da|qualquer: the
        apagar|deletar|excluir|remover: delete
        modificar|alterar|mudar|editar|modifique|altere: modify
        instalar: install
        criar|crie: create
        adicionar: add
        executar|rodar: run
        usar|utilizar|utilize: use
        fazer|faça: do
        enviar: send
        publicar: publish
        ler: read
        mostrar|imprimir: show
        sobrescrever: overwrite
        arquivo|arquivos: files
        pasta|pastas: folder
        banco de dados: database
        tabela|tabelas: tables
        dados: data
        dependência|dependências: dependencies
        pacotes: packages
        variáveis de ambiente: environment variables
        produção: production
        comandos: commands
        --
        um|os|das: the
        em|na: in
        com: with
        para: for
        apague|delete: delete
        edite: modify
        instale: install
        execute|rode: run
        use: use
        ou: or
        e: and
        o: the
        a: the
        de: the
        do: the
        no: in
        """, true);

    static final List<ForeignWords> ALL = List.of(GERMAN, FRENCH, SPANISH, PORTUGUESE);

    private EuropeanWords() {}
}
