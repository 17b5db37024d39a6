<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BlastWords</name>
    <message>
        <source>Cancels the selected job</source>
        <translation>Bricht den gewählten Auftrag ab</translation>
    </message>
    <message numerus="yes">
        <source>Cancels %n jobs</source>
        <translation>
            <numerusform>Bricht %n Auftrag ab</numerusform>
            <numerusform>Bricht %n Aufträge ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n below: %1</source>
        <translation>
            <numerusform>und %n darunter: %1</numerusform>
            <numerusform>und %n darunter: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The work of %1 is lost.</source>
        <translation>Die Arbeit von %1 geht verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for these can then never start: %1.</source>
        <translation>
            <numerusform>%n, der auf diese wartet, kann dann nie beginnen: %1.</numerusform>
            <numerusform>%n, die auf diese warten, können dann nie beginnen: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailText</name>
    <message>
        <source>Starts after its delay</source>
        <translation>Beginnt nach seiner Verzögerung</translation>
    </message>
    <message>
        <source>Attempt %1 of %2 follows</source>
        <translation>Versuch %1 von %2 folgt</translation>
    </message>
    <message>
        <source>Waits for its turn: as many jobs run as may at a time</source>
        <translation>Wartet, bis er an der Reihe ist: Es laufen so viele Aufträge, wie zugleich dürfen</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Attempt %1 failed after %2: %3</source>
        <translation>Versuch %1 ist nach %2 fehlgeschlagen: %3</translation>
    </message>
    <message>
        <source>%1 of processor time</source>
        <translation>%1 Prozessorzeit</translation>
    </message>
    <message>
        <source>%1 (%2 processors busy on average)</source>
        <translation>%1 (im Mittel %2 Prozessoren beschäftigt)</translation>
    </message>
    <message>
        <source>%1, %2 of memory at most</source>
        <translation>%1, höchstens %2 Speicher</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>as many jobs run as may at a time</source>
        <translation>es laufen so viele Aufträge, wie zugleich dürfen</translation>
    </message>
    <message>
        <source>waits for “%1” to be resumed</source>
        <translation>wartet, bis „%1“ fortgesetzt wird</translation>
    </message>
    <message>
        <source>waits for “%1” to start</source>
        <translation>wartet, bis „%1“ beginnt</translation>
    </message>
    <message>
        <source>waits for “%1” to succeed</source>
        <translation>wartet, bis „%1“ gelingt</translation>
    </message>
    <message>
        <source>waits for “%1” to fail</source>
        <translation>wartet, bis „%1“ fehlschlägt</translation>
    </message>
    <message>
        <source>waits for “%1” to end</source>
        <translation>wartet, bis „%1“ endet</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf: %1</translation>
    </message>
    <message>
        <source>starts with a delay of %1</source>
        <translation>beginnt mit einer Verzögerung von %1</translation>
    </message>
    <message>
        <source>attempt %1 of %2 follows soon</source>
        <translation>Versuch %1 von %2 folgt bald</translation>
    </message>
    <message>
        <source>“%1” runs at most %2 at a time</source>
        <translation>„%1“ lässt höchstens %2 zugleich laufen</translation>
    </message>
    <message>
        <source>Belayer ended before the job did; retry runs it</source>
        <translation>Belayer endete vor dem Auftrag; Wiederholen startet ihn</translation>
    </message>
    <message>
        <source>Belayer ended while the job ran; retry runs it again</source>
        <translation>Belayer endete, während der Auftrag lief; Wiederholen startet ihn noch einmal</translation>
    </message>
    <message>
        <source>Belayer ended before the job began; retry runs it</source>
        <translation>Belayer endete, bevor der Auftrag begann; Wiederholen startet ihn</translation>
    </message>
    <message>
        <source>the job ran longer than its timeout of %1 ms and was ended; raise timeout_ms or speed it up</source>
        <translation>der Auftrag lief länger als seine Zeitgrenze von %1 ms und wurde beendet; die Grenze ist zu erhöhen oder der Auftrag zu beschleunigen</translation>
    </message>
    <message>
        <source>“%1” (%2) is %3, and this job was to start only after it has %4</source>
        <translation>„%1“ (%2) ist %3, und dieser Auftrag sollte erst beginnen, wenn jener %4 ist</translation>
    </message>
    <message>
        <source>%1 of %2 children failed; first %3</source>
        <translation>%1 von %2 Unteraufträgen fehlgeschlagen; zuerst %3</translation>
    </message>
    <message>
        <source>every child was cancelled; retry the group to run them again</source>
        <translation>jeder Unterauftrag wurde abgebrochen; die Gruppe zu wiederholen startet sie noch einmal</translation>
    </message>
    <message>
        <source>every child was cancelled; retry the race</source>
        <translation>jede Bahn wurde abgebrochen; das Rennen lässt sich wiederholen</translation>
    </message>
    <message>
        <source>no child succeeded; first %1</source>
        <translation>keine Bahn kam ins Ziel; zuerst %1</translation>
    </message>
    <message>
        <source>the first to finish failed: %1</source>
        <translation>wer zuerst endete, ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>the program exited with code %1</source>
        <translation>das Programm endete mit dem Rückgabewert %1</translation>
    </message>
    <message>
        <source>the program was ended by signal %1 (%2)</source>
        <translation>das Programm wurde durch Signal %1 beendet (%2)</translation>
    </message>
    <message>
        <source>program %1 not found (%2); check its name and PATH</source>
        <translation>Programm %1 nicht gefunden (%2); Name und PATH sind zu prüfen</translation>
    </message>
    <message>
        <source>program %1 cannot be executed (%2); check that it is a program and may be run</source>
        <translation>Programm %1 lässt sich nicht ausführen (%2); es muss ein Programm sein und ausgeführt werden dürfen</translation>
    </message>
    <message>
        <source>folder %1 cannot be entered (%2); choose another cwd</source>
        <translation>Ordner %1 ist nicht zugänglich (%2); nötig ist ein anderer Arbeitsordner</translation>
    </message>
    <message>
        <source>the system cannot start another process (%1)</source>
        <translation>das System kann keinen weiteren Prozess starten (%1)</translation>
    </message>
    <message>
        <source>the arguments and environment are too long (%1); pass them in a file</source>
        <translation>Argumente und Umgebung sind zu lang (%1); sie gehören in eine Datei</translation>
    </message>
    <message>
        <source>the interpreter that the first line of %1 names is missing (%2); install it or mend the line</source>
        <translation>der Interpreter aus der ersten Zeile von %1 fehlt (%2); er ist zu installieren oder die Zeile zu ändern</translation>
    </message>
    <message>
        <source>output file %1 cannot be made (%2)</source>
        <translation>Ausgabedatei %1 lässt sich nicht anlegen (%2)</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2); check the path and its permissions</source>
        <translation>%1 lässt sich nicht lesen (%2); Pfad und Rechte sind zu prüfen</translation>
    </message>
    <message>
        <source>there are more than %1 files; give fewer or smaller folders</source>
        <translation>es sind mehr als %1 Dateien; nötig sind weniger oder kleinere Ordner</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a folder</source>
        <translation>%1 ist weder Datei noch Ordner</translation>
    </message>
    <message>
        <source>%1 is not a regular file</source>
        <translation>%1 ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>%1 holds more than %2 bytes; for large files use a checksum job</source>
        <translation>%1 hat mehr als %2 Bytes; für große Dateien gibt es die Art Prüfsumme</translation>
    </message>
    <message>
        <source>the square of %1 does not fit 64 bits; give a smaller number</source>
        <translation>das Quadrat von %1 passt nicht in 64 Bit; nötig ist eine kleinere Zahl</translation>
    </message>
    <message>
        <source>n is %1; its square does not fit 64 bits, so n must be -3037000499 to 3037000499</source>
        <translation>die Zahl ist %1; ihr Quadrat passt nicht in 64 Bit, möglich ist -3037000499 bis 3037000499</translation>
    </message>
    <message>
        <source>no mirror gave the file: %1</source>
        <translation>keine Adresse gab die Datei her: %1</translation>
    </message>
    <message>
        <source>%1 answered with status %2: %3</source>
        <translation>%1 antwortete mit Status %2: %3</translation>
    </message>
    <message>
        <source>what %1 sent has the digest %2, not %3; it was not kept. Check the digest, or use another mirror</source>
        <translation>was %1 sandte, hat die Prüfsumme %2, nicht %3; es wurde verworfen. Zu prüfen ist die Prüfsumme, oder eine andere Adresse hilft</translation>
    </message>
    <message>
        <source>%1 broke the connection %2 times; try again later, the job goes on where it stopped</source>
        <translation>%1 brach die Verbindung %2-mal ab; später geht der Auftrag weiter, wo er stehen blieb</translation>
    </message>
    <message>
        <source>%1 sent nothing for %2 s; try again later, the job goes on where it stopped</source>
        <translation>%1 sandte %2 s lang nichts; später geht der Auftrag weiter, wo er stehen blieb</translation>
    </message>
    <message>
        <source>%1 redirects more than %2 times; check the address</source>
        <translation>%1 leitet mehr als %2-mal weiter; die Adresse ist zu prüfen</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2); check the address and the network, the job goes on where it stopped</source>
        <translation>%1 lässt sich nicht lesen (%2); Adresse und Netz sind zu prüfen, der Auftrag geht weiter, wo er stehen blieb</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2); free some space and run the job again, it goes on where it stopped</source>
        <translation>%1 lässt sich nicht schreiben (%2); mit mehr freiem Platz geht der Auftrag weiter, wo er stehen blieb</translation>
    </message>
    <message>
        <source>%1 cannot be written (%2); choose another file or mend the permissions</source>
        <translation>%1 lässt sich nicht schreiben (%2); nötig ist eine andere Datei, oder die Rechte sind zu ändern</translation>
    </message>
    <message>
        <source>%1 exists and is another file; move it away or choose another name</source>
        <translation>%1 gibt es schon, mit anderem Inhalt; nötig ist ein anderer Name</translation>
    </message>
    <message>
        <source>%1 exists and %2; move it away or choose another file</source>
        <translation>%1 gibt es schon, und die Datei %2; nötig ist eine andere</translation>
    </message>
    <message>
        <source>OpenSSL’s libcrypto cannot be loaded; install it</source>
        <translation>OpenSSLs libcrypto lässt sich nicht laden und muss installiert werden</translation>
    </message>
    <message>
        <source>another download writes %1; wait for it or choose another file</source>
        <translation>ein anderer Download schreibt %1; er ist abzuwarten oder eine andere Datei zu wählen</translation>
    </message>
    <message>
        <source>%1 redirects to an address that %2; such redirects are never followed</source>
        <translation>%1 leitet zu einer Adresse weiter, die %2; solchen Weiterleitungen wird nie gefolgt</translation>
    </message>
    <message>
        <source>%1 is Belayer&apos;s own HTTP server, which no download may use; give another address</source>
        <translation>%1 ist Belayers eigener HTTP-Server, den kein Download benutzen darf; nötig ist eine andere Adresse</translation>
    </message>
    <message>
        <source>“%1” ignored SIGTERM for %2</source>
        <translation>„%1“ hat SIGTERM %2 lang nicht beachtet</translation>
    </message>
    <message>
        <source>“%1” left %2 behind</source>
        <translation>„%1“ hat %2 zurückgelassen</translation>
    </message>
    <message>
        <source>“%1” left %2 behind, reaped</source>
        <translation>„%1“ hat %2 zurückgelassen, nun beendet</translation>
    </message>
    <message>
        <source>“%1” has %2 that could not be ended</source>
        <translation>„%1“ hat %2, nicht zu beenden</translation>
    </message>
    <message>
        <source>“%1” did not stop; its thread was abandoned</source>
        <translation>„%1“ hielt nicht an; der Thread wurde aufgegeben</translation>
    </message>
    <message>
        <source>“%1” did not stop; %2 threads were abandoned</source>
        <translation>„%1“ hielt nicht an; %2 Threads wurden aufgegeben</translation>
    </message>
    <message>
        <source>Belayer is shutting down; no new jobs are taken</source>
        <translation>Belayer wird beendet; neue Aufträge werden nicht angenommen</translation>
    </message>
    <message>
        <source>%1 jobs are queued or running, this needs at least %2 more, and at most %3 may be; wait for some to end or cancel some</source>
        <translation>%1 Aufträge sind eingereiht oder laufen, dieser braucht mindestens %2 weitere, und höchstens %3 sind möglich; einige müssen enden oder abgebrochen werden</translation>
    </message>
    <message>
        <source>no job has the id %1</source>
        <translation>kein Auftrag hat die Kennung %1</translation>
    </message>
    <message>
        <source>id %1 is taken; choose another or leave it out</source>
        <translation>Kennung %1 ist vergeben; nötig ist eine andere oder keine</translation>
    </message>
    <message>
        <source>job %1 is %2; %3</source>
        <translation>Auftrag %1 ist %2; %3</translation>
    </message>
    <message>
        <source>after has %1 entries; it must have at most %2</source>
        <translation>es sind %1 Aufträge, auf die gewartet wird; möglich sind höchstens %2</translation>
    </message>
    <message>
        <source>after[%1].id is %2; it must name a job that is known or part of this request</source>
        <translation>Eintrag %1 der erwarteten Aufträge ist %2; nötig ist die Kennung eines bekannten Auftrags</translation>
    </message>
    <message>
        <source>urls[%1] %2; give an address such as https://example.org/file</source>
        <translation>Eintrag %1 der Adressen %2; möglich ist etwa https://example.org/file</translation>
    </message>
    <message>
        <source>program and shell are both given; give one of them</source>
        <translation>Programm und Shell-Zeile sind beide angegeben; nur eines ist möglich</translation>
    </message>
    <message>
        <source>program is missing; give program (and arguments) or shell</source>
        <translation>das Programm fehlt; nötig sind Programm (und Argumente) oder eine Shell-Zeile</translation>
    </message>
    <message>
        <source>arguments are given with shell; put them into the shell line</source>
        <translation>Argumente gehören in die Shell-Zeile, wenn es eine gibt</translation>
    </message>
    <message>
        <source>name has %1 characters; it must be at most %2 without control characters</source>
        <translation>der Name hat %1 Zeichen; möglich sind höchstens %2, keine Steuerzeichen</translation>
    </message>
    <message>
        <source>labels has %1 entries; it must have at most %2</source>
        <translation>es sind %1 Stichwörter; möglich sind höchstens %2</translation>
    </message>
    <message>
        <source>labels[%1] has %2 characters; it must have 1 to %3, no control characters</source>
        <translation>Stichwort %1 hat %2 Zeichen; möglich sind 1 bis %3, keine Steuerzeichen</translation>
    </message>
    <message>
        <source>stages[%1] is %2, which does not take %3 (inputs[%4]); read takes files, digest what was read or numbers, square numbers</source>
        <translation>Stufe %1 ist %2, und die nimmt %3 nicht (Eingabe %4); read nimmt Dateien, digest Gelesenes oder Zahlen, square Zahlen</translation>
    </message>
    <message>
        <source>retries are given, but %1 has none; give them to its children</source>
        <translation>Wiederholungen sind angegeben, doch %1 hat keine; sie gehören zu den Unteraufträgen</translation>
    </message>
    <message>
        <source>%1 is missing; it must be %2</source>
        <translation>%1 fehlt; nötig ist: %2</translation>
    </message>
    <message>
        <source>%1 is %2; it must be %3</source>
        <translation>%1 ist %2; nötig ist: %3</translation>
    </message>
    <message>
        <source>%1 has %2 entries; it must have %3</source>
        <translation>%1 hat %2 Einträge; nötig: %3</translation>
    </message>
    <message>
        <source>another program uses %1</source>
        <translation>ein anderes Programm benutzt %1</translation>
    </message>
    <message>
        <source>%1 was written by a newer Belayer and is left alone; use that one, or move the file away</source>
        <translation>%1 stammt von einem neueren Belayer und bleibt unberührt; nötig ist jenes, oder die Datei muss weg</translation>
    </message>
    <message>
        <source>only a job that has not finished can be cancelled</source>
        <translation>abbrechen lässt sich nur, was noch nicht beendet ist</translation>
    </message>
    <message>
        <source>only a finished job can be retried</source>
        <translation>wiederholen lässt sich nur, was beendet ist</translation>
    </message>
    <message>
        <source>only a running job whose kinds can all pause can be paused</source>
        <translation>anhalten lässt sich nur, was läuft und angehalten werden kann</translation>
    </message>
    <message>
        <source>only a job that was itself paused can be resumed</source>
        <translation>fortsetzen lässt sich nur, was selbst angehalten wurde</translation>
    </message>
    <message>
        <source>only a job that waits in the queue can be started</source>
        <translation>sofort starten lässt sich nur, was in der Warteschlange steht</translation>
    </message>
    <message>
        <source>only jobs that wait in the queue can be moved in it</source>
        <translation>verschieben lässt sich nur, was in der Warteschlange steht</translation>
    </message>
    <message>
        <source>only a finished job can be forgotten</source>
        <translation>vergessen lässt sich nur, was beendet ist</translation>
    </message>
    <message>
        <source>it wants other credentials, or none may have it</source>
        <translation>er verlangt andere Zugangsdaten, oder niemand darf die Datei haben</translation>
    </message>
    <message>
        <source>check the address</source>
        <translation>die Adresse ist zu prüfen</translation>
    </message>
    <message>
        <source>the server has trouble or is busy; try again later, the job goes on where it stopped</source>
        <translation>der Server ist gestört oder überlastet; später geht der Auftrag weiter, wo er stehen blieb</translation>
    </message>
    <message>
        <source>check the address in a browser</source>
        <translation>die Adresse ist im Browser zu prüfen</translation>
    </message>
    <message>
        <source>the connection ended before the file did</source>
        <translation>die Verbindung endete vor der Datei</translation>
    </message>
    <message>
        <source>is a link</source>
        <translation>ist ein Verweis</translation>
    </message>
    <message>
        <source>is no regular file</source>
        <translation>ist keine gewöhnliche</translation>
    </message>
    <message>
        <source>was not made by a download</source>
        <translation>stammt von keinem Download</translation>
    </message>
    <message>
        <source>was not there when the download began</source>
        <translation>war nicht da, als der Download begann</translation>
    </message>
    <message>
        <source>is no valid URL</source>
        <translation>keine gültige URL ist</translation>
    </message>
    <message>
        <source>has another scheme than http and https</source>
        <translation>weder http noch https benutzt</translation>
    </message>
    <message>
        <source>names no host</source>
        <translation>keinen Rechner nennt</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>another text</source>
        <translation>ein anderer Text</translation>
    </message>
    <message>
        <source>another word</source>
        <translation>ein anderes Wort</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>the path of a folder</source>
        <translation>der Pfad eines Ordners</translation>
    </message>
    <message>
        <source>the path of a file</source>
        <translation>der Pfad einer Datei</translation>
    </message>
    <message>
        <source>the path of a file, from / on</source>
        <translation>der Pfad einer Datei, von / an</translation>
    </message>
    <message>
        <source>a path from / on</source>
        <translation>ein Pfad von / an</translation>
    </message>
    <message>
        <source>whole numbers and paths from / on</source>
        <translation>ganze Zahlen und Pfade von / an</translation>
    </message>
    <message>
        <source>an http or https address</source>
        <translation>eine Adresse mit http oder https</translation>
    </message>
    <message>
        <source>sha256:, sha512:, blake2b: or md5: and the digest in hexadecimal</source>
        <translation>sha256:, sha512:, blake2b: oder md5: und die Prüfsumme in Hexadezimalziffern</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>a file&apos;s content</source>
        <translation>den Inhalt einer Datei</translation>
    </message>
    <message>
        <source>a digest</source>
        <translation>eine Prüfsumme</translation>
    </message>
    <message>
        <source>1 process</source>
        <translation>1 Prozess</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>running</source>
        <translation>am Laufen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>Waits for a while</source>
        <translation>Wartet eine Weile</translation>
    </message>
    <message>
        <source>Squares a number in the thread pool</source>
        <translation>Quadriert eine Zahl im Thread-Pool</translation>
    </message>
    <message>
        <source>Runs a program and everything it starts</source>
        <translation>Führt ein Programm aus, mit allem, was es startet</translation>
    </message>
    <message>
        <source>Reads files and folders and gives their digests</source>
        <translation>Liest Dateien und Ordner und gibt ihre Prüfsummen an</translation>
    </message>
    <message>
        <source>Fetches a file from the web and checks its digest</source>
        <translation>Holt eine Datei aus dem Netz und prüft ihre Prüfsumme</translation>
    </message>
    <message>
        <source>Sends inputs through stages</source>
        <translation>Schickt Eingaben durch Stufen</translation>
    </message>
    <message>
        <source>Runs jobs together; none outlives the group</source>
        <translation>Führt Aufträge zusammen aus; keiner überlebt die Gruppe</translation>
    </message>
    <message>
        <source>Runs jobs against each other; the losers are cancelled</source>
        <translation>Lässt Aufträge gegeneinander laufen; die Verlierer werden abgebrochen</translation>
    </message>
    <message>
        <source>How long to wait</source>
        <translation>Wie lange gewartet wird</translation>
    </message>
    <message>
        <source>The number to square</source>
        <translation>Die Zahl, die quadriert wird</translation>
    </message>
    <message>
        <source>Simulated work before the result</source>
        <translation>Nachgeahmte Arbeit vor dem Ergebnis</translation>
    </message>
    <message>
        <source>The program to run</source>
        <translation>Das Programm, das ausgeführt wird</translation>
    </message>
    <message>
        <source>Its arguments</source>
        <translation>Seine Argumente</translation>
    </message>
    <message>
        <source>Instead of a program: a line for /bin/sh -c</source>
        <translation>Statt eines Programms: eine Zeile für /bin/sh -c</translation>
    </message>
    <message>
        <source>The folder to run in; the home folder if empty</source>
        <translation>Der Ordner, in dem es läuft; leer: der persönliche Ordner</translation>
    </message>
    <message>
        <source>Variables added to the clean environment</source>
        <translation>Variablen zusätzlich zur sauberen Umgebung</translation>
    </message>
    <message>
        <source>How much of its output is kept; beyond that the oldest is dropped</source>
        <translation>Wie viel seiner Ausgabe bleibt; darüber hinaus fällt die älteste weg</translation>
    </message>
    <message>
        <source>Whether 12/40 and 37% in its output are its progress</source>
        <translation>Ob 12/40 und 37% in seiner Ausgabe sein Fortschritt sind</translation>
    </message>
    <message>
        <source>Files, and folders with all below them</source>
        <translation>Dateien, und Ordner mit allem darunter</translation>
    </message>
    <message>
        <source>The kind of digest</source>
        <translation>Die Art der Prüfsumme</translation>
    </message>
    <message>
        <source>Where the file is; several mirrors race, and the first right file wins</source>
        <translation>Wo die Datei liegt; mehrere Adressen laufen um die Wette, und die erste richtige Datei gewinnt</translation>
    </message>
    <message>
        <source>Where it goes. A file that is there is never overwritten: with the right digest the job is done at once, else it fails. Until it is complete it is FILE.part, which a later download continues</source>
        <translation>Wohin sie kommt. Eine vorhandene Datei wird nie überschrieben: Mit der richtigen Prüfsumme ist der Auftrag sofort fertig, sonst schlägt er fehl. Bis sie vollständig ist, heißt sie DATEI.part; ein späterer Download setzt sie fort</translation>
    </message>
    <message>
        <source>What the file must be: sha256:, sha512:, blake2b: or md5: and the digest</source>
        <translation>Was die Datei sein muss: sha256:, sha512:, blake2b: oder md5: und die Prüfsumme</translation>
    </message>
    <message>
        <source>Files and whole numbers</source>
        <translation>Dateien und ganze Zahlen</translation>
    </message>
    <message>
        <source>What is done to every input, in order</source>
        <translation>Was mit jeder Eingabe geschieht, der Reihe nach</translation>
    </message>
    <message>
        <source>How many inputs a stage works on at a time</source>
        <translation>Wie viele Eingaben eine Stufe zugleich bearbeitet</translation>
    </message>
    <message>
        <source>Process a group of items</source>
        <translation>Eine Gruppe von Elementen verarbeiten</translation>
    </message>
    <message>
        <source>Race two tasks</source>
        <translation>Zwei Aufgaben um die Wette</translation>
    </message>
    <message>
        <source>Background job</source>
        <translation>Auftrag im Hintergrund</translation>
    </message>
    <message>
        <source>Compute in the thread pool</source>
        <translation>Im Thread-Pool rechnen</translation>
    </message>
    <message>
        <source>Coordinated job</source>
        <translation>Abgestimmter Auftrag</translation>
    </message>
    <message>
        <source>job %1 belongs to %2; %3 that</source>
        <translation>Auftrag %1 gehört zu %2; %3 lässt sich nur jener</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>wiederholen</translation>
    </message>
    <message>
        <source>forget</source>
        <translation>vergessen</translation>
    </message>
    <message>
        <source>OpenSSL refuses this kind of digest here (a system policy may forbid it); choose another algorithm</source>
        <translation>OpenSSL verweigert diese Art der Prüfsumme hier (vielleicht verbietet sie eine Richtlinie des Systems); nötig ist eine andere</translation>
    </message>
    <message>
        <source>the work of this job was cancelled though nobody cancelled the job</source>
        <translation>die Arbeit dieses Auftrags wurde abgebrochen, obwohl niemand den Auftrag abgebrochen hat</translation>
    </message>
    <message>
        <source>the job ended with an unknown exception</source>
        <translation>der Auftrag endete mit einer unbekannten Ausnahme</translation>
    </message>
    <message>
        <source>%1 redirects to %2, from https to http, which is never followed; if you trust that address, give it yourself</source>
        <translation>%1 leitet zu %2 weiter, von https zu http, und dem wird nie gefolgt; ist jene Adresse vertrauenswürdig, lässt sie sich selbst angeben</translation>
    </message>
    <message>
        <source>after makes a circle: this job would wait for its own end; remove one of the waits</source>
        <translation>das Warten wäre ein Kreis: Dieser Auftrag würde auf sein eigenes Ende warten; eines davon muss weg</translation>
    </message>
    <message>
        <source>id is not valid; it must be 1 to 128 characters of A-Z a-z 0-9 . _ -</source>
        <translation>die Kennung ist ungültig; möglich sind 1 bis 128 Zeichen aus A-Z a-z 0-9 . _ -</translation>
    </message>
    <message>
        <source>kind is unknown; it must be one of %1</source>
        <translation>die Art ist unbekannt; möglich ist eine von %1</translation>
    </message>
    <message>
        <source>policy is %1, but %2 has none; leave it out</source>
        <translation>der Ausgang ist %1, doch %2 hat keinen; er muss weg</translation>
    </message>
    <message>
        <source>policy is %1; for %2 it must be one of %3</source>
        <translation>der Ausgang ist %1; für %2 möglich ist einer von %3</translation>
    </message>
    <message>
        <source>max_parallel is %1, but %2 has none; leave it out</source>
        <translation>zugleich laufen sollen %1, doch das gibt es bei %2 nicht; die Zahl muss weg</translation>
    </message>
    <message>
        <source>max_parallel is %1; it must be 0 (no limit) to %2</source>
        <translation>zugleich laufen sollen %1; möglich ist 0 (unbegrenzt) bis %2</translation>
    </message>
    <message>
        <source>children has %1 entries, but %2 takes none; use a group or a race</source>
        <translation>es sind %1 Unteraufträge, doch %2 nimmt keine; dafür gibt es Gruppe und Rennen</translation>
    </message>
    <message>
        <source>children has %1 entries; it must have 1 to %2</source>
        <translation>es sind %1 Unteraufträge; möglich sind 1 bis %2</translation>
    </message>
    <message>
        <source>children nest %1 deep; it must be at most %2</source>
        <translation>Unteraufträge sind %1 Ebenen tief; möglich sind höchstens %2</translation>
    </message>
    <message>
        <source>params has a field, but %1 takes none; remove it</source>
        <translation>ein Parameter ist angegeben, doch %1 nimmt keinen; er muss weg</translation>
    </message>
    <message>
        <source>params has a field that %1 does not know; it knows %2</source>
        <translation>ein Parameter ist angegeben, den %1 nicht kennt; bekannt ist %2</translation>
    </message>
    <message>
        <source>%1 is %2; it must be %3 to %4</source>
        <translation>%1 ist %2; möglich ist %3 bis %4</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>of another type</source>
        <translation>von anderer Art</translation>
    </message>
    <message>
        <source>a whole number of 64 bits</source>
        <translation>eine ganze Zahl von 64 Bit</translation>
    </message>
    <message>
        <source>a text without a NUL character</source>
        <translation>ein Text ohne NUL-Zeichen</translation>
    </message>
    <message>
        <source>a text with a NUL character</source>
        <translation>ein Text mit NUL-Zeichen</translation>
    </message>
    <message>
        <source>a list of texts without NUL characters</source>
        <translation>eine Liste von Texten ohne NUL-Zeichen</translation>
    </message>
    <message>
        <source>a list of paths</source>
        <translation>eine Liste von Pfaden</translation>
    </message>
    <message>
        <source>a list of whole numbers and texts</source>
        <translation>eine Liste von ganzen Zahlen und Texten</translation>
    </message>
    <message>
        <source>an object with a bad name</source>
        <translation>ein Objekt mit einem ungültigen Namen</translation>
    </message>
    <message>
        <source>an object with a value that is no text</source>
        <translation>ein Objekt mit einem Wert, das kein Text ist</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>%1 cannot be opened: %2</source>
        <translation>%1 lässt sich nicht öffnen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 cannot be kept from other users: %2</source>
        <translation>%1 lässt sich vor anderen Benutzern nicht schützen: %2</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be renamed: %2</source>
        <translation>%1 ist beschädigt und lässt sich nicht umbenennen: %2</translation>
    </message>
    <message>
        <source>%1.lock cannot be locked: %2</source>
        <translation>%1.lock lässt sich nicht sperren: %2</translation>
    </message>
    <message>
        <source>folder %1 cannot be made: %2</source>
        <translation>Ordner %1 lässt sich nicht anlegen: %2</translation>
    </message>
    <message>
        <source>the history %1 cannot be read: %2</source>
        <translation>der Verlauf %1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 (SQLite %2); close the other program that uses it</source>
        <translation>%1 (SQLite %2); das andere Programm, das sie benutzt, ist zu schließen</translation>
    </message>
    <message>
        <source>%1 (SQLite %2); make the file and its folder writable</source>
        <translation>%1 (SQLite %2); Datei und Ordner müssen beschreibbar sein</translation>
    </message>
    <message>
        <source>%1 (SQLite %2); the disk may be failing</source>
        <translation>%1 (SQLite %2); vielleicht ist die Platte defekt</translation>
    </message>
    <message>
        <source>%1 (SQLite %2); free some space on its disk</source>
        <translation>%1 (SQLite %2); auf der Platte muss Platz frei werden</translation>
    </message>
</context>
<context>
    <name>ExportFile</name>
    <message>
        <source>“%1” cannot be written: %2. Choose another place.</source>
        <translation>„%1“ lässt sich nicht schreiben: %2. Nötig ist ein anderer Ort.</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <translation>d</translation>
    </message>
    <message>
        <source>%1 longer than usual</source>
        <translation>%1 länger als üblich</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>about %1 left (%2 to %3, as %4 earlier runs took)</source>
        <translation>noch etwa %1 (%2 bis %3, nach %4 früheren Läufen)</translation>
    </message>
    <message>
        <source>%1: %2 waiting, %3 at work, %4 done</source>
        <translation>%1: %2 warten, %3 in Arbeit, %4 fertig</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 jobs</source>
        <translation>%1 Aufträgen</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 Elementen</translation>
    </message>
    <message>
        <source>%1 %, %2</source>
        <translation>%1 %, %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>a date of QLocale</comment>
        <translation>d. MMM HH:mm</translation>
    </message>
</context>
<context>
    <name>QueryText</name>
    <message>
        <source>“%1:” needs a value; %2.</source>
        <translation>„%1:“ braucht einen Wert; %2.</translation>
    </message>
    <message>
        <source>“%1:” is no key and is looked for as text. Keys: state, kind, label, group, id, took.</source>
        <translation>„%1:“ ist kein Schlüssel und wird als Text gesucht. Schlüssel: state, kind, label, group, id, took.</translation>
    </message>
    <message>
        <source>“%1” is no state; %2.</source>
        <translation>„%1“ ist kein Zustand; %2.</translation>
    </message>
    <message>
        <source>“%1” is no duration; %2.</source>
        <translation>„%1“ ist keine Dauer; %2.</translation>
    </message>
    <message>
        <source>states are queued, waiting, running, paused, done, failed, cancelled and interrupted</source>
        <translation>Zustände sind queued, waiting, running, paused, done, failed, cancelled und interrupted</translation>
    </message>
    <message>
        <source>write took:&gt;5m, took:&lt;2s or took:&gt;1h30m</source>
        <translation>möglich sind took:&gt;5m, took:&lt;2s oder took:&gt;1h30m</translation>
    </message>
    <message>
        <source>write %1:nightly, or quote what holds spaces</source>
        <translation>möglich ist %1:nightly; was Leerzeichen enthält, gehört in Anführungszeichen</translation>
    </message>
</context>
<context>
    <name>ReceiptText</name>
    <message>
        <source>Cancelled on request</source>
        <translation>Auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled because another job of its group failed</source>
        <translation>Abgebrochen, weil ein anderer Auftrag der Gruppe fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>Cancelled because another lane won the race</source>
        <translation>Abgebrochen, weil eine andere Bahn das Rennen gewonnen hat</translation>
    </message>
    <message>
        <source>Ended because its time was over</source>
        <translation>Beendet, weil die Zeit abgelaufen war</translation>
    </message>
    <message>
        <source>Ended because Belayer was closed</source>
        <translation>Beendet, weil Belayer geschlossen wurde</translation>
    </message>
    <message>
        <source>Cancelled because a job it waited for ended otherwise than asked</source>
        <translation>Abgebrochen, weil ein erwarteter Auftrag anders endete als verlangt</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>das Programm</translation>
    </message>
    <message>
        <source>started by it</source>
        <translation>von ihm gestartet</translation>
    </message>
    <message>
        <source>left behind</source>
        <translation>zurückgelassen</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1, process %2, %3</source>
        <translation>%1, Prozess %2, %3</translation>
    </message>
    <message>
        <source>no signal was needed</source>
        <translation>kein Signal war nötig</translation>
    </message>
    <message>
        <source>gone after %1</source>
        <translation>nach %1 verschwunden</translation>
    </message>
    <message>
        <source>still there</source>
        <translation>noch da</translation>
    </message>
    <message>
        <source>1 process</source>
        <translation>1 Prozess</translation>
    </message>
    <message numerus="yes">
        <source>%n processes</source>
        <translation>
            <numerusform>%n Prozess</numerusform>
            <numerusform>%n Prozesse</numerusform>
        </translation>
    </message>
    <message>
        <source>1 process could not be ended</source>
        <translation>1 Prozess ließ sich nicht beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n processes could not be ended</source>
        <translation>
            <numerusform>%n Prozess ließ sich nicht beenden</numerusform>
            <numerusform>%n Prozesse ließen sich nicht beenden</numerusform>
        </translation>
    </message>
    <message>
        <source>no process is left</source>
        <translation>kein Prozess ist übrig</translation>
    </message>
    <message>
        <source>1 thread did not stop and was abandoned</source>
        <translation>1 Thread hielt nicht an und wurde aufgegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n threads did not stop and were abandoned</source>
        <translation>
            <numerusform>%n Thread hielt nicht an und wurde aufgegeben</numerusform>
            <numerusform>%n Threads hielten nicht an und wurden aufgegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>signal %1</source>
        <translation>Signal %1</translation>
    </message>
    <message>
        <source>%1; ended %2 later.</source>
        <translation>%1; %2 später beendet.</translation>
    </message>
    <message>
        <source>“%1” was cancelled in %2</source>
        <translation>„%1“ wurde in %2 abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs were cancelled in %1</source>
        <translation>
            <numerusform>%n Auftrag wurde in %1 abgebrochen</numerusform>
            <numerusform>%n Aufträge wurden in %1 abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message>
        <source>%1 files, %2, %3</source>
        <translation>%1 Dateien, %2, %3</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>%1 hat gewonnen</translation>
    </message>
</context>
<context>
    <name>ShellWordsText</name>
    <message>
        <source>A &apos; is not closed; add the second one or write \&apos;.</source>
        <translation>Ein &apos; ist nicht geschlossen; es fehlt das zweite, oder gemeint ist \&apos;.</translation>
    </message>
    <message>
        <source>A &quot; is not closed; add the second one or write \&quot;.</source>
        <translation>Ein &quot; ist nicht geschlossen; es fehlt das zweite, oder gemeint ist \&quot;.</translation>
    </message>
    <message>
        <source>The \ at the end protects nothing; remove it or write \\.</source>
        <translation>Der \ am Ende schützt nichts; er kann weg, oder gemeint ist \\.</translation>
    </message>
</context>
<context>
    <name>SpecText</name>
    <message>
        <source>has succeeded</source>
        <translation>gelungen ist</translation>
    </message>
    <message>
        <source>has failed</source>
        <translation>fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>geendet hat</translation>
    </message>
    <message>
        <source>%1 between SIGTERM and SIGKILL</source>
        <translation>%1 zwischen SIGTERM und SIGKILL</translation>
    </message>
    <message>
        <source>The first failure cancels the others</source>
        <translation>Der erste Fehler bricht die übrigen ab</translation>
    </message>
    <message>
        <source>All run to their end</source>
        <translation>Alle laufen bis zu ihrem Ende</translation>
    </message>
    <message>
        <source>The first success wins</source>
        <translation>Wer zuerst gelingt, gewinnt</translation>
    </message>
    <message>
        <source>The first end decides</source>
        <translation>Wer zuerst endet, entscheidet</translation>
    </message>
    <message numerus="yes">
        <source>At most %n at a time</source>
        <translation>
            <numerusform>Höchstens %n zugleich</numerusform>
            <numerusform>Höchstens %n zugleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Time limit: %1</source>
        <translation>Zeitgrenze: %1</translation>
    </message>
    <message>
        <source>Not before %1 have passed</source>
        <translation>Nicht bevor %1 vergangen sind</translation>
    </message>
    <message>
        <source>After %1 %2</source>
        <comment>%1 is the id of a job, %2 has succeeded, failed or ended</comment>
        <translation>Sobald %1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n more attempt(s), the first after %1</source>
        <translation>
            <numerusform>Bis zu %n weiterer Versuch, nach %1</numerusform>
            <numerusform>Bis zu %n weitere Versuche, der erste nach %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineText</name>
    <message>
        <source>never started</source>
        <translation>nie begonnen</translation>
    </message>
    <message>
        <source>first</source>
        <translation>Erster</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 to die</source>
        <translation>%1 bis zum Ende</translation>
    </message>
</context>
<context>
    <name>Titles</name>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Shell line</source>
        <translation>Shell-Zeile</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Files and folders</source>
        <translation>Dateien und Ordner</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Output limit</source>
        <translation>Ausgabegrenze</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Gelungen</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Read from the output</source>
        <translation>Aus der Ausgabe gelesen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadrieren</translation>
    </message>
</context>
<context>
    <name>belayer::app::HttpService</name>
    <message>
        <source>Port %1 is taken; choose another.</source>
        <translation>Port %1 ist belegt; nötig ist ein anderer.</translation>
    </message>
    <message>
        <source>Port %1 needs more rights than you have; choose one above 1023.</source>
        <translation>Für Port %1 reichen die Rechte nicht; möglich ist einer über 1023.</translation>
    </message>
    <message>
        <source>Port %1 cannot be used; choose another.</source>
        <translation>Port %1 lässt sich nicht benutzen; nötig ist ein anderer.</translation>
    </message>
    <message>
        <source>Belayer listens for other machines (--listen %1), so it needs the names they use for this one.</source>
        <translation>Belayer ist für andere Rechner da (--listen %1) und braucht die Namen, unter denen sie diesen kennen.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::AboutDialog</name>
    <message>
        <source>%1, built with %2</source>
        <translation>%1, gebaut mit %2</translation>
    </message>
    <message>
        <source>About Belayer</source>
        <translation>Über Belayer</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>Compiler</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Output of jobs</source>
        <translation>Ausgabe der Aufträge</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy this for a bug report</source>
        <translation>Dies für einen Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>Start, watch, group, race and cancel long jobs.</source>
        <translation>Lange Aufträge starten, beobachten, gruppieren, um die Wette laufen lassen und abbrechen.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewährleistung.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::AppearancePage</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the &amp;system has them</source>
        <translation>Wie das &amp;System sie hat</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>The height of the rows is in the menu View.</source>
        <translation>Die Höhe der Zeilen steht im Menü „Ansicht“.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::Banner</name>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ChildrenField</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Add a job</source>
        <translation>Auftrag hinzufügen</translation>
    </message>
    <message>
        <source>Remove the job</source>
        <translation>Auftrag entfernen</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ChoicesField</name>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
</context>
<context>
    <name>belayer::ui::CommandJobsBanner</name>
    <message>
        <source>Switch Off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Programs that have the token may run commands over HTTP.</source>
        <translation>Programme mit dem Token dürfen über HTTP Befehle ausführen.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::CopyLine</name>
    <message>
        <source>Copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the line for %1</source>
        <translation>Zeile für %1 kopieren</translation>
    </message>
</context>
<context>
    <name>belayer::ui::CurlMenu</name>
    <message>
        <source>Cop&amp;y as curl</source>
        <translation>Als curl &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;The Job Itself</source>
        <translation>&amp;Der Auftrag selbst</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Start Now</source>
        <translation>&amp;Sofort starten</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>What this job was started from is not known any more.</source>
        <translation>Woraus dieser Auftrag entstand, ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>The line for curl is in the clipboard.</source>
        <translation>Die Zeile für curl ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::DesktopPage</name>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>&amp;Notify when a job is done or has failed</source>
        <translation>&amp;Mitteilen, wenn ein Auftrag fertig oder fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>If it took at &amp;least</source>
        <translation>Wenn er mindestens so &amp;lange lief</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>While jobs run</source>
        <translation>Während Aufträge laufen</translation>
    </message>
    <message>
        <source>Keep the computer from going to &amp;sleep</source>
        <translation>Den Rechner nicht ein&amp;schlafen lassen</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>Symbol im &amp;Infobereich zeigen</translation>
    </message>
    <message>
        <source>With the icon, the window can be closed while jobs go on.</source>
        <translation>Mit dem Symbol lässt sich das Fenster schließen, während Aufträge weiterlaufen.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::DesktopPresence</name>
    <message>
        <source>This desktop shows no tray at the moment. The icon comes as soon as there is one; until then the window does not hide.</source>
        <translation>Diese Arbeitsumgebung zeigt zurzeit keinen Infobereich. Das Symbol kommt, sobald es einen gibt; bis dahin verbirgt sich das Fenster nicht.</translation>
    </message>
    <message>
        <source>In GNOME the extension AppIndicator adds a tray.</source>
        <translation>In GNOME fügt die Erweiterung AppIndicator einen Infobereich hinzu.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::DetailsPane</name>
    <message>
        <source>ended by %1</source>
        <translation>beendet durch %1</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Rückgabewert %1</translation>
    </message>
    <message>
        <source>Select a job to see its details.</source>
        <translation>Einen Auftrag wählen, um Einzelheiten zu sehen.</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>belayerctl</source>
        <translation>belayerctl</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Ended with</source>
        <translation>Endete mit</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Unteraufträge</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Output file</source>
        <translation>Ausgabedatei</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>First to fail: %1: %2</source>
        <translation>Zuerst fehlgeschlagen: %1: %2</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Started with</source>
        <translation>Gestartet mit</translation>
    </message>
</context>
<context>
    <name>belayer::ui::DropHint</name>
    <message>
        <source>Drop files for their checksums, for a command, or a job list to import</source>
        <translation>Dateien hier ablegen: für ihre Prüfsummen, für einen Befehl, oder eine Auftragsliste zum Importieren</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ExportDialog</name>
    <message>
        <source>&amp;All jobs of the history</source>
        <translation>&amp;Alle Aufträge des Verlaufs</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>E&amp;xportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export Jobs</source>
        <translation>Aufträge exportieren</translation>
    </message>
    <message>
        <source>Those that &amp;match “%1”</source>
        <translation>Nur &amp;passende zu „%1“</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei auswählen</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>Tabelle für Tabellenkalkulationen (*.csv)</translation>
    </message>
    <message>
        <source>JSON list (*.json)</source>
        <translation>JSON-Liste (*.json)</translation>
    </message>
    <message>
        <source>JSON, one job a line (*.jsonl)</source>
        <translation>JSON, ein Auftrag je Zeile (*.jsonl)</translation>
    </message>
    <message>
        <source>Type a file name; it ends with .csv, .json or .jsonl.</source>
        <translation>Nötig ist ein Dateiname, der auf .csv, .json oder .jsonl endet.</translation>
    </message>
    <message>
        <source>Begin with the folder, for example %1.</source>
        <translation>Am Anfang muss der Ordner stehen, zum Beispiel %1.</translation>
    </message>
    <message>
        <source>There is no folder “%1”; choose an existing one.</source>
        <translation>Den Ordner „%1“ gibt es nicht; nötig ist ein vorhandener.</translation>
    </message>
    <message>
        <source>“%1” is a folder; add a file name.</source>
        <translation>„%1“ ist ein Ordner; nötig ist auch ein Dateiname.</translation>
    </message>
    <message>
        <source>A table for spreadsheets, times in UTC.</source>
        <translation>Eine Tabelle für Tabellenkalkulationen, Zeiten in UTC.</translation>
    </message>
    <message>
        <source>A JSON list of jobs as API v1 gives them.</source>
        <translation>Eine JSON-Liste der Aufträge, wie API v1 sie gibt.</translation>
    </message>
    <message>
        <source>One JSON object a line, as API v1 gives a job.</source>
        <translation>Ein JSON-Objekt je Zeile, wie API v1 einen Auftrag gibt.</translation>
    </message>
    <message>
        <source>The file that is there will be replaced.</source>
        <translation>Die vorhandene Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Der Verlauf wird gelesen…</translation>
    </message>
    <message>
        <source>%1 jobs written…</source>
        <translation>%1 Aufträge geschrieben…</translation>
    </message>
    <message>
        <source>%1 jobs are in “%2”.</source>
        <translation>%1 Aufträge stehen in „%2“.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FileDrop</name>
    <message>
        <source>“%1” is not on this machine; copy it here first, then drop the copy.</source>
        <translation>„%1“ liegt nicht auf diesem Rechner; nötig ist eine Kopie hier.</translation>
    </message>
    <message>
        <source>Addresses are downloaded one at a time; drop one of them, without files.</source>
        <translation>Adressen werden einzeln heruntergeladen; abzulegen ist eine davon, ohne Dateien.</translation>
    </message>
    <message>
        <source>&amp;Import the Jobs of “%1”…</source>
        <translation>Die Aufträge aus „%1“ &amp;importieren…</translation>
    </message>
    <message>
        <source>C&amp;hecksum of “%1”…</source>
        <translation>&amp;Prüfsumme von „%1“…</translation>
    </message>
    <message numerus="yes">
        <source>C&amp;hecksums of %n Files…</source>
        <translation>
            <numerusform>&amp;Prüfsumme von %n Datei…</numerusform>
            <numerusform>&amp;Prüfsummen von %n Dateien…</numerusform>
        </translation>
    </message>
    <message>
        <source>Run a &amp;Command with “%1”…</source>
        <translation>Einen &amp;Befehl mit „%1“ ausführen…</translation>
    </message>
    <message numerus="yes">
        <source>Run a &amp;Command with %n Files…</source>
        <translation>
            <numerusform>Einen &amp;Befehl mit %n Datei ausführen…</numerusform>
            <numerusform>Einen &amp;Befehl mit %n Dateien ausführen…</numerusform>
        </translation>
    </message>
    <message>
        <source>Run a Command: Too Many Names for a Line</source>
        <translation>Einen Befehl ausführen: zu viele Namen für eine Zeile</translation>
    </message>
    <message>
        <source>Do &amp;Nothing</source>
        <translation>&amp;Nichts tun</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FilterModel</name>
    <message>
        <source>All Jobs</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n Auftrag</numerusform>
            <numerusform>%1, %n Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FilterPane</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FindBar</name>
    <message>
        <source>Find &amp;Next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find P&amp;revious</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Find in the output</source>
        <translation>In der Ausgabe suchen</translation>
    </message>
    <message>
        <source>Go to the next match (%1 or Enter)</source>
        <translation>Zum nächsten Treffer (%1 oder Eingabe)</translation>
    </message>
    <message>
        <source>Go to the previous match (%1 or Shift+Enter)</source>
        <translation>Zum vorigen Treffer (%1 oder Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Close the Search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Close the search (Escape)</source>
        <translation>Die Suche schließen (Escape)</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FinishModel</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Took to die</source>
        <translation>Bis zum Ende</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Platz</translation>
    </message>
</context>
<context>
    <name>belayer::ui::FinishTable</name>
    <message>
        <source>Order of the finish</source>
        <translation>Reihenfolge im Ziel</translation>
    </message>
</context>
<context>
    <name>belayer::ui::HelpMenu</name>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>No file manager could be started for %1; open it by hand.</source>
        <translation>Für %1 ließ sich keine Dateiverwaltung starten; der Ordner ist von Hand zu öffnen.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::HistoryPage</name>
    <message>
        <source>Keep finished jobs for &amp;days</source>
        <translation>Beendete Aufträge bleiben (&amp;Tage)</translation>
    </message>
    <message>
        <source>Keep at most &amp;jobs</source>
        <translation>Höchstens bleiben (A&amp;ufträge)</translation>
    </message>
    <message>
        <source>Whichever is reached first; the oldest go first. Jobs that have not finished stay.</source>
        <translation>Es gilt, was zuerst erreicht ist; die ältesten gehen zuerst. Was noch nicht beendet ist, bleibt.</translation>
    </message>
    <message>
        <source>Jobs beyond the new limits are deleted at once, with their output, and cannot be brought back.</source>
        <translation>Aufträge über den neuen Grenzen werden sofort gelöscht, mit ihrer Ausgabe, und lassen sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird ermittelt…</translation>
    </message>
    <message numerus="yes">
        <source>Output of %n command(s): %1</source>
        <translation>
            <numerusform>Ausgabe von %n Befehl: %1</numerusform>
            <numerusform>Ausgabe von %n Befehlen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The history is not kept at the moment: %1</source>
        <translation>Der Verlauf wird zurzeit nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>History: %1</source>
        <translation>Verlauf: %1</translation>
    </message>
</context>
<context>
    <name>belayer::ui::HttpPage</name>
    <message>
        <source>&amp;Answer HTTP requests</source>
        <translation>HTTP-Anfragen &amp;beantworten</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>none; e.g. belayer.example</source>
        <translation>keine; z. B. belayer.example</translation>
    </message>
    <message>
        <source>&amp;Other names</source>
        <translation>&amp;Weitere Namen</translation>
    </message>
    <message>
        <source>Who may do what</source>
        <translation>Wer was darf</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Let programs that have the token &amp;run commands</source>
        <translation>Programme mit dem Token Be&amp;fehle ausführen lassen</translation>
    </message>
    <message>
        <source>HTTP is off.</source>
        <translation>HTTP ist aus.</translation>
    </message>
    <message>
        <source>Answering at %1</source>
        <translation>Antwortet unter %1</translation>
    </message>
    <message>
        <source>HTTP is off: Belayer was started with --no-http. What is chosen here counts from the next start without it.</source>
        <translation>HTTP ist aus: Belayer wurde mit --no-http gestartet. Was hier gewählt wird, gilt ab dem nächsten Start ohne dies.</translation>
    </message>
    <message>
        <source>%1 Still answering at %2.</source>
        <translation>%1 Antwortet weiter unter %2.</translation>
    </message>
    <message>
        <source>Belayer was started with --port %1, which holds until it ends. This one counts from the next start without it.</source>
        <translation>Belayer wurde mit --port %1 gestartet, und das gilt bis zum Ende. Dieser Port gilt ab dem nächsten Start ohne dies.</translation>
    </message>
    <message>
        <source>By which this server may be called besides 127.0.0.1 and localhost; with commas between them.</source>
        <translation>Unter denen dieser Server außer 127.0.0.1 und localhost zu erreichen ist; mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>“%1” is no name; write one such as belayer.example, or with a port belayer.example:8787.</source>
        <translation>„%1“ ist kein Name; möglich ist etwa belayer.example, oder mit Port belayer.example:8787.</translation>
    </message>
    <message>
        <source>Not while other machines can reach this server (--listen).</source>
        <translation>Nicht, solange andere Rechner diesen Server erreichen (--listen).</translation>
    </message>
    <message>
        <source>Belayer was started with --allow-command-jobs, and allows it again at each start with it.</source>
        <translation>Belayer wurde mit --allow-command-jobs gestartet und erlaubt es bei jedem solchen Start wieder.</translation>
    </message>
    <message>
        <source>Until Belayer ends: each start begins without. The window says so as long as it is on.</source>
        <translation>Bis Belayer endet: Jeder Start beginnt ohne. Das Fenster sagt es, solange es an ist.</translation>
    </message>
    <message>
        <source>Ask for the token at the sample &amp;endpoints too</source>
        <translation>Auch bei den B&amp;eispielen nach dem Token fragen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ImportDialog</name>
    <message>
        <source>job %1%2: %3</source>
        <translation>Auftrag %1%2: %3</translation>
    </message>
    <message>
        <source>Import Jobs</source>
        <translation>Aufträge importieren</translation>
    </message>
    <message numerus="yes">
        <source>“%1” holds %n job(s). All of them start, or none.</source>
        <translation>
            <numerusform>„%1“ enthält %n Auftrag.</numerusform>
            <numerusform>„%1“ enthält %n Aufträge. Alle starten, oder keiner.</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobs in the file</source>
        <translation>Aufträge in der Datei</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… und %n weiterer</numerusform>
            <numerusform>… und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>I know the %n program(s) in it: they run with all my rights</source>
        <translation>
            <numerusform>Das Programm darin ist bekannt: Es läuft mit allen meinen Rechten</numerusform>
            <numerusform>Die %n Programme darin sind bekannt: Sie laufen mit allen meinen Rechten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Start the Job</source>
        <translation>Auftrag &amp;starten</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Start %n Jobs</source>
        <translation>
            <numerusform>%n Auftrag &amp;starten</numerusform>
            <numerusform>%n Aufträge &amp;starten</numerusform>
        </translation>
    </message>
    <message>
        <source>None was started: %1</source>
        <translation>Keiner wurde gestartet: %1</translation>
    </message>
</context>
<context>
    <name>belayer::ui::IntegerField</name>
    <message>
        <source>%1 to %2%3</source>
        <translation>%1 bis %2%3</translation>
    </message>
    <message>
        <source>a whole number of at most 64 bits</source>
        <translation>eine ganze Zahl von höchstens 64 Bit</translation>
    </message>
    <message>
        <source>“%1” is not a whole number; enter %2.</source>
        <translation>„%1“ ist keine ganze Zahl; möglich: %2.</translation>
    </message>
    <message>
        <source>%1%2 is out of range; enter %3.</source>
        <translation>%1%2 liegt außerhalb; möglich: %3.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobActions</name>
    <message>
        <source>What this job was started from is not known any more.</source>
        <translation>Woraus dieser Auftrag entstand, ist nicht mehr bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (und %n weiterer)</numerusform>
            <numerusform>%1 (und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel Jobs</source>
        <translation>Aufträge abbrechen</translation>
    </message>
    <message>
        <source>Cancel the job?</source>
        <translation>Auftrag abbrechen?</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n jobs?</source>
        <translation>
            <numerusform>%n Auftrag abbrechen?</numerusform>
            <numerusform>%n Aufträge abbrechen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel the Job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n Jobs</source>
        <translation>
            <numerusform>%n Auftrag abbrechen</numerusform>
            <numerusform>%n Aufträge abbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep It Running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Keep Them Running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Forget Jobs</source>
        <translation>Aufträge vergessen</translation>
    </message>
    <message>
        <source>Forget the job?</source>
        <translation>Auftrag vergessen?</translation>
    </message>
    <message numerus="yes">
        <source>Forget %n jobs?</source>
        <translation>
            <numerusform>%n Auftrag vergessen?</numerusform>
            <numerusform>%n Aufträge vergessen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>What is known of it leaves the list and the history, and its output is deleted. This cannot be undone.</source>
        <translation>Was davon bekannt ist, verschwindet aus Liste und Verlauf, und die Ausgabe wird gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobFiles</name>
    <message>
        <source>Import Jobs</source>
        <translation>Aufträge importieren</translation>
    </message>
    <message>
        <source>Job lists (*.json)</source>
        <translation>Auftragslisten (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>“%1” is no file that can be read; choose a job list.</source>
        <translation>„%1“ ist keine lesbare Datei; nötig ist eine Auftragsliste.</translation>
    </message>
    <message>
        <source>“%1” is larger than 16 MiB; split the job list.</source>
        <translation>„%1“ ist größer als 16 MiB; die Auftragsliste ist zu teilen.</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation>„%1“ lässt sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>“%1” is no job list: %2</source>
        <translation>„%1“ ist keine Auftragsliste: %2</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobNotifier</name>
    <message>
        <source>“%1” has failed</source>
        <translation>„%1“ ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>“%1” is done</source>
        <translation>„%1“ ist fertig</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>Dauer: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) have finished</source>
        <translation>
            <numerusform>%n Auftrag ist beendet</numerusform>
            <numerusform>%n Aufträge sind beendet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 failed</source>
        <translation>%1, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Retry Failed</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobTableModel</name>
    <message numerus="yes">
        <source>%1, %n job(s), %2</source>
        <translation>
            <numerusform>%1, %n Auftrag, %2</numerusform>
            <numerusform>%1, %n Aufträge, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobTableView</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Row &amp;Height</source>
        <translation>Zeilen&amp;höhe</translation>
    </message>
    <message>
        <source>&amp;Compact</source>
        <translation>&amp;Eng</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>&amp;Airy</source>
        <translation>&amp;Luftig</translation>
    </message>
    <message>
        <source>Reset Columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobUndo</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message numerus="yes">
        <source>Pause of %n Job(s)</source>
        <translation>
            <numerusform>Anhalten von %n Auftrag</numerusform>
            <numerusform>Anhalten von %n Aufträgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume of %n Job(s)</source>
        <translation>
            <numerusform>Fortsetzen von %n Auftrag</numerusform>
            <numerusform>Fortsetzen von %n Aufträgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move of %n Job(s) in the Queue</source>
        <translation>
            <numerusform>Verschieben von %n Auftrag in der Warteschlange</numerusform>
            <numerusform>Verschieben von %n Aufträgen in der Warteschlange</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel of %n Job(s) Not Begun</source>
        <translation>
            <numerusform>Abbrechen von %n nicht begonnenem Auftrag</numerusform>
            <numerusform>Abbrechen von %n nicht begonnenen Aufträgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait again, as new jobs at the end of the queue.</source>
        <translation>
            <numerusform>%n Auftrag wartet wieder, als neuer am Ende der Warteschlange.</numerusform>
            <numerusform>%n Aufträge warten wieder, als neue am Ende der Warteschlange.</numerusform>
        </translation>
    </message>
    <message>
        <source>What a job was started from is not known any more.</source>
        <translation>Woraus ein Auftrag entstand, ist nicht mehr bekannt.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobsPage</name>
    <message>
        <source>Jobs that &amp;run at a time</source>
        <translation>Aufträge, die &amp;zugleich laufen</translation>
    </message>
    <message>
        <source>The others wait in the queue. Jobs that only wait (sleep, group, race) do not count. A lower number ends nothing that runs.</source>
        <translation>Die übrigen stehen in der Warteschlange. Was nur wartet (Warten, Gruppe, Rennen), zählt nicht. Eine kleinere Zahl beendet nichts, was läuft.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Time to &amp;end after a cancel</source>
        <translation>&amp;Frist nach dem Abbrechen</translation>
    </message>
    <message>
        <source>A cancelled program is asked to end (SIGTERM), and killed with all it has started when this time is over. Jobs that name a time of their own keep it.</source>
        <translation>Ein abgebrochenes Programm wird gebeten zu enden (SIGTERM) und nach dieser Frist zwangsweise beendet, mit allem, was es gestartet hat. Aufträge mit eigener Frist behalten sie.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::LinesField</name>
    <message>
        <source>NAME=value, one a line</source>
        <translation>NAME=Wert, einer je Zeile</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>Eines je Zeile</translation>
    </message>
    <message>
        <source>“%1” has no name and value; write it as NAME=value.</source>
        <translation>„%1“ hat nicht Namen und Wert; möglich ist NAME=Wert.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::LiveTaskModel</name>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Koroutine</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting on</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Stelle</translation>
    </message>
</context>
<context>
    <name>belayer::ui::LiveTasksPane</name>
    <message>
        <source>Live tasks</source>
        <translation>Koroutinen</translation>
    </message>
    <message>
        <source>No coroutine is alive: the engine rests.</source>
        <translation>Keine Koroutine lebt: Die Maschine ruht.</translation>
    </message>
    <message>
        <source>Live tasks: %1, waiting: %2. Enter goes to the job of a task.</source>
        <translation>Koroutinen: %1, davon wartend: %2. Die Eingabetaste führt zum Auftrag.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::MainActions</name>
    <message>
        <source>&amp;New Job…</source>
        <translation>&amp;Neuer Auftrag…</translation>
    </message>
    <message>
        <source>Start a job of any kind</source>
        <translation>Einen Auftrag beliebiger Art starten</translation>
    </message>
    <message>
        <source>Run &amp;Command…</source>
        <translation>&amp;Befehl ausführen…</translation>
    </message>
    <message>
        <source>Run a program and follow its output</source>
        <translation>Ein Programm ausführen und seine Ausgabe verfolgen</translation>
    </message>
    <message>
        <source>Start &amp;Race…</source>
        <translation>&amp;Rennen starten…</translation>
    </message>
    <message>
        <source>Run jobs against each other; the losers are cancelled</source>
        <translation>Aufträge gegeneinander laufen lassen; die Verlierer werden abgebrochen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the selected jobs and all below them</source>
        <translation>Die gewählten Aufträge und alle darunter abbrechen</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Start the selected jobs again</source>
        <translation>Die gewählten Aufträge noch einmal starten</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>A&amp;lle auswählen</translation>
    </message>
    <message>
        <source>&amp;Filter Jobs</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>Show only jobs with these words</source>
        <translation>Nur Aufträge mit diesen Wörtern zeigen</translation>
    </message>
    <message>
        <source>Start &amp;All of Them</source>
        <translation>&amp;Alle starten</translation>
    </message>
    <message>
        <source>Start the whole board of sample jobs</source>
        <translation>Alle Beispielaufträge starten</translation>
    </message>
    <message>
        <source>&amp;Reset Columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;About Belayer</source>
        <translation>&amp;Über Belayer</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>New Job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Run Command</source>
        <translation>Befehl ausführen</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>Start Sample Jobs</source>
        <translation>Beispiele starten</translation>
    </message>
    <message>
        <source>&amp;Edit and Rerun…</source>
        <translation>&amp;Bearbeiten und neu starten…</translation>
    </message>
    <message>
        <source>Change the selected job and start it as a new one</source>
        <translation>Den gewählten Auftrag ändern und als neuen starten</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Stop the selected jobs where they are</source>
        <translation>Die gewählten Aufträge anhalten, wo sie sind</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the selected paused jobs</source>
        <translation>Die gewählten angehaltenen Aufträge fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Start Now</source>
        <translation>&amp;Sofort starten</translation>
    </message>
    <message>
        <source>Start the selected queued jobs over all limits, whatever they wait for</source>
        <translation>Die gewählten Aufträge über alle Grenzen hinweg starten, worauf sie auch warten</translation>
    </message>
    <message>
        <source>To the &amp;Top</source>
        <translation>Ganz nach &amp;oben</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>Nach o&amp;ben</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>Nach u&amp;nten</translation>
    </message>
    <message>
        <source>To the &amp;Bottom</source>
        <translation>Ganz nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Remove the selected finished jobs and their output</source>
        <translation>Die gewählten beendeten Aufträge samt Ausgabe entfernen</translation>
    </message>
    <message>
        <source>New &amp;Group…</source>
        <translation>Neue &amp;Gruppe…</translation>
    </message>
    <message>
        <source>Run jobs together, as one</source>
        <translation>Aufträge zusammen ausführen, wie einen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Ein&amp;stellungen…</translation>
    </message>
    <message>
        <source>&amp;Import Jobs…</source>
        <translation>Aufträge &amp;importieren…</translation>
    </message>
    <message>
        <source>Start the jobs of a file</source>
        <translation>Die Aufträge einer Datei starten</translation>
    </message>
    <message>
        <source>E&amp;xport Jobs…</source>
        <translation>Aufträge e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Write the history into a file</source>
        <translation>Den Verlauf in eine Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Open &amp;Data Folder</source>
        <translation>&amp;Datenordner öffnen</translation>
    </message>
    <message>
        <source>Open Jobs’ &amp;Output Folder</source>
        <translation>&amp;Ausgabeordner der Aufträge öffnen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::MainWindow</name>
    <message>
        <source>Output and Details</source>
        <translation>Ausgabe und Einzelheiten</translation>
    </message>
    <message>
        <source>Belayer</source>
        <translation>Belayer</translation>
    </message>
    <message>
        <source>Finished jobs are not kept at the moment: %1</source>
        <translation>Beendete Aufträge werden zurzeit nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>The history was damaged. It is kept as %1, and a new one has begun.</source>
        <translation>Der Verlauf war beschädigt. Er liegt nun in %1, und ein neuer hat begonnen.</translation>
    </message>
    <message>
        <source>No job matches</source>
        <translation>Kein Auftrag passt</translation>
    </message>
    <message numerus="yes">
        <source>None of %n job(s) is what “%1” asks for.</source>
        <translation>
            <numerusform>Der eine Auftrag ist nicht, was „%1“ sucht.</numerusform>
            <numerusform>Keiner von %n Aufträgen ist, was „%1“ sucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” holds groups or races in groups, which cannot be edited here. Retry runs it again as it was; its line for curl is in the details.</source>
        <translation>„%1“ enthält Gruppen oder Rennen in Gruppen, die sich hier nicht bearbeiten lassen. Wiederholen startet alles noch einmal, wie es war; die Zeile für curl steht in den Einzelheiten.</translation>
    </message>
    <message numerus="yes">
        <source>Ending %n job(s). Belayer closes when nothing of them is left.</source>
        <translation>
            <numerusform>%n Auftrag wird beendet. Belayer schließt, sobald nichts davon übrig ist.</numerusform>
            <numerusform>%n Aufträge werden beendet. Belayer schließt, sobald nichts davon übrig ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit Belayer</source>
        <translation>Belayer beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) have not finished.</source>
        <translation>
            <numerusform>%n Auftrag ist noch nicht beendet.</numerusform>
            <numerusform>%n Aufträge sind noch nicht beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quitting cancels them and everything they have started.</source>
        <translation>Beim Beenden werden sie abgebrochen, mit allem, was sie gestartet haben.</translation>
    </message>
    <message>
        <source>Cancel All and Quit</source>
        <translation>Alle abbrechen und beenden</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Words, &quot;two words&quot;, -not, state:failed, kind:command, label:nightly, group:x, took:&gt;5m, id:42</source>
        <translation>Wörter, &quot;zwei Wörter&quot;, -nicht, state:failed, kind:command, label:nightly, group:x, took:&gt;5m, id:42</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Aufträge</translation>
    </message>
    <message>
        <source>Start one here, run a command, or look at the sample jobs. Scripts can start jobs over HTTP; they appear here as well.</source>
        <translation>Hier einen starten, einen Befehl ausführen oder die Beispiele ansehen. Auch Skripte können über HTTP Aufträge starten; sie erscheinen ebenfalls hier.</translation>
    </message>
    <message>
        <source>Clear the Filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Live Tasks</source>
        <translation>Koroutinen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>&amp;Auftrag</translation>
    </message>
    <message>
        <source>In the &amp;Queue</source>
        <translation>In der Warteschlan&amp;ge</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Demo</source>
        <translation>Bei&amp;spiele</translation>
    </message>
    <message>
        <source>Main Toolbar</source>
        <translation>Hauptleiste</translation>
    </message>
    <message>
        <source>Filter jobs (%1)</source>
        <translation>Aufträge filtern (%1)</translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation>Aufträge filtern</translation>
    </message>
    <message>
        <source>Views of the job</source>
        <translation>Ansichten des Auftrags</translation>
    </message>
    <message>
        <source>Quitting cancels them and everything they have started. In the tray they go on; a click on the icon there brings the window back.</source>
        <translation>Beim Beenden werden sie abgebrochen, mit allem, was sie gestartet haben. Im Infobereich laufen sie weiter; ein Klick auf das Symbol dort holt das Fenster zurück.</translation>
    </message>
    <message>
        <source>Keep Running in the Tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>&amp;Ausgabe</translation>
    </message>
    <message>
        <source>&amp;Go To</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>belayer::ui::NewJobDialog</name>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>New Job</source>
        <translation>Neuer Auftrag</translation>
    </message>
    <message>
        <source>Kind of job</source>
        <translation>Art des Auftrags</translation>
    </message>
    <message>
        <source>Edit and Rerun</source>
        <translation>Bearbeiten und neu starten</translation>
    </message>
    <message>
        <source>&amp;When and how often</source>
        <translation>&amp;Wann und wie oft</translation>
    </message>
    <message>
        <source>Labels, timeout, delay, jobs to wait for, priority and retries</source>
        <translation>Stichwörter, Zeitgrenze, Verzögerung, erwartete Aufträge, Priorität und Wiederholungen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::OlderFooter</name>
    <message>
        <source>Load Older Jobs</source>
        <translation>Ältere Aufträge laden</translation>
    </message>
    <message>
        <source>Load older jobs</source>
        <translation>Ältere Aufträge laden</translation>
    </message>
    <message>
        <source>Show the next 1,000 jobs of the history</source>
        <translation>Die nächsten 1.000 Aufträge des Verlaufs zeigen</translation>
    </message>
    <message>
        <source>Load All Older Jobs</source>
        <translation>Alle älteren Aufträge laden</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alle laden</translation>
    </message>
    <message>
        <source>Show every job that the history holds</source>
        <translation>Jeden Auftrag des Verlaufs zeigen</translation>
    </message>
    <message>
        <source>Search the History Too</source>
        <translation>Auch im Verlauf suchen</translation>
    </message>
    <message>
        <source>Search the history too</source>
        <translation>Auch im Verlauf suchen</translation>
    </message>
    <message>
        <source>Look for the filter among all jobs of the history</source>
        <translation>Unter allen Aufträgen des Verlaufs suchen, was der Filter verlangt</translation>
    </message>
    <message>
        <source>Stop Loading</source>
        <translation>Laden beenden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Keep what has been loaded</source>
        <translation>Was geladen ist, bleibt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln Auftrag</numerusform>
            <numerusform>%Ln Aufträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln job(s)</source>
        <translation>
            <numerusform>%L1 von %Ln Auftrag</numerusform>
            <numerusform>%L1 von %Ln Aufträgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searching the history: %Ln job(s) so far…</source>
        <translation>
            <numerusform>Der Verlauf wird durchsucht: bisher %Ln Auftrag…</numerusform>
            <numerusform>Der Verlauf wird durchsucht: bisher %Ln Aufträge…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading older jobs: %Ln so far…</source>
        <translation>
            <numerusform>Ältere Aufträge werden geladen: bisher %Ln…</numerusform>
            <numerusform>Ältere Aufträge werden geladen: bisher %Ln…</numerusform>
        </translation>
    </message>
    <message>
        <source>the history has no more of them</source>
        <translation>der Verlauf hat keine weiteren davon</translation>
    </message>
    <message>
        <source>all jobs are shown</source>
        <translation>alle Aufträge werden gezeigt</translation>
    </message>
</context>
<context>
    <name>belayer::ui::OutputPane</name>
    <message>
        <source>Keep the newest output in view</source>
        <translation>Die neueste Ausgabe im Blick behalten</translation>
    </message>
    <message>
        <source>Select a job to see what it writes.</source>
        <translation>Einen Auftrag wählen, um zu sehen, was er schreibt.</translation>
    </message>
    <message>
        <source>The command has not started, so there is no output.</source>
        <translation>Der Befehl hat noch nicht begonnen, daher gibt es keine Ausgabe.</translation>
    </message>
    <message>
        <source>A job of the kind “%1” writes no output.</source>
        <translation>Ein Auftrag der Art „%1“ schreibt keine Ausgabe.</translation>
    </message>
    <message>
        <source>No output yet.</source>
        <translation>Noch keine Ausgabe.</translation>
    </message>
    <message>
        <source>The command wrote nothing.</source>
        <translation>Der Befehl hat nichts geschrieben.</translation>
    </message>
    <message>
        <source>F&amp;ind in Output…</source>
        <translation>In der Ausgabe &amp;suchen…</translation>
    </message>
    <message>
        <source>Search in all of the output</source>
        <translation>In der ganzen Ausgabe suchen</translation>
    </message>
    <message>
        <source>&amp;Copy Output</source>
        <translation>Ausgabe &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy what is selected, or else all of the output</source>
        <translation>Das Ausgewählte kopieren, sonst die ganze Ausgabe</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>&amp;Open Output File</source>
        <translation>Ausgabe&amp;datei öffnen</translation>
    </message>
    <message>
        <source>Open the file that holds the output with the program for text</source>
        <translation>Die Datei mit der Ausgabe im Programm für Text öffnen</translation>
    </message>
    <message>
        <source>Copy Pat&amp;h of Output File</source>
        <translation>&amp;Pfad der Ausgabedatei kopieren</translation>
    </message>
    <message>
        <source>&amp;Pause Output</source>
        <translation>Ausgabe an&amp;halten</translation>
    </message>
    <message>
        <source>Hold what is shown while the job runs on</source>
        <translation>Das Gezeigte festhalten, während der Auftrag weiterläuft</translation>
    </message>
    <message>
        <source>&amp;Wrap Lines</source>
        <translation>Zeilen &amp;umbrechen</translation>
    </message>
    <message>
        <source>Continue long lines in the next row</source>
        <translation>Lange Zeilen in der nächsten fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Follow Output</source>
        <translation>Ausgabe &amp;verfolgen</translation>
    </message>
    <message>
        <source>Paused; %1 more have come since.</source>
        <translation>Angehalten; seitdem kamen %1 dazu.</translation>
    </message>
    <message>
        <source>Paused; nothing has come since.</source>
        <translation>Angehalten; seitdem kam nichts dazu.</translation>
    </message>
    <message>
        <source>The first %1 were dropped: more than a job keeps.</source>
        <translation>Die ersten %1 sind weggefallen: mehr, als ein Auftrag aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy All Output</source>
        <translation>Ganze Ausgabe &amp;kopieren</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>a match of all matches</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>That is too much for the clipboard: it holds the last %1, the file has all.</source>
        <translation>Das ist zu viel für die Zwischenablage: Sie hat die letzten %1, die Datei hat alles.</translation>
    </message>
    <message>
        <source>No program was found to open %1.</source>
        <translation>Kein Programm gefunden, um %1 zu öffnen.</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::OutputView</name>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ParamField</name>
    <message>
        <source>%1 is empty; fill it in: %2</source>
        <translation>%1 ist leer; nötig ist: %2</translation>
    </message>
    <message>
        <source>%1 has %2 entries; give at least %3.</source>
        <translation>%1 hat %2 Einträge; nötig sind mindestens %3.</translation>
    </message>
    <message>
        <source>%1 has %2 entries; give at most %3.</source>
        <translation>%1 hat %2 Einträge; erlaubt sind höchstens %3.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::PathField</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>There is no folder “%1”; choose an existing one.</source>
        <translation>Den Ordner „%1“ gibt es nicht; nötig ist ein vorhandener.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::PathsField</name>
    <message>
        <source>Chosen files and folders</source>
        <translation>Gewählte Dateien und Ordner</translation>
    </message>
    <message>
        <source>Type a path and press Enter, or drop files here</source>
        <translation>Pfad eingeben und Eingabetaste drücken, oder Dateien hierher ziehen</translation>
    </message>
    <message>
        <source>Add Files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add Folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add Files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add Folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>There is no file or folder “%1”; check the path or choose it with Add Files.</source>
        <translation>Weder Datei noch Ordner „%1“ gibt es; der Pfad ist zu prüfen, oder die Wahl gelingt mit „Dateien hinzufügen“.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::PoolSparkline</name>
    <message>
        <source>Thread pool: %1 busy of %2, %3 waiting</source>
        <translation>Thread-Pool: %1 von %2 beschäftigt, %3 wartend</translation>
    </message>
    <message>
        <source>%1 abandoned</source>
        <translation>%1 aufgegeben</translation>
    </message>
</context>
<context>
    <name>belayer::ui::RunCommandDialog</name>
    <message>
        <source>Run through the s&amp;hell (/bin/sh)</source>
        <translation>Von der S&amp;hell ausführen lassen (/bin/sh)</translation>
    </message>
    <message>
        <source>Run Command</source>
        <translation>Befehl ausführen</translation>
    </message>
    <message>
        <source>make -j4 all</source>
        <translation>make -j4 all</translation>
    </message>
    <message>
        <source>Co&amp;mmand</source>
        <translation>&amp;Befehl</translation>
    </message>
    <message>
        <source>Working &amp;folder</source>
        <translation>Arbeits&amp;ordner</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>Working Folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>The shell reads the line: pipes, wildcards and variables work.</source>
        <translation>Die Shell liest die Zeile: Pipes, Platzhalter und Variablen wirken.</translation>
    </message>
    <message>
        <source>“%1” goes to the program as it is; tick the box below to let the shell read it.</source>
        <translation>„%1“ geht unverändert an das Programm; das Kästchen darunter überlässt die Zeile der Shell.</translation>
    </message>
    <message>
        <source>Runs “%1” without arguments.</source>
        <translation>Führt „%1“ ohne Argumente aus.</translation>
    </message>
    <message>
        <source>Runs “%1” with %2</source>
        <translation>Führt „%1“ aus mit %2</translation>
    </message>
    <message>
        <source>There is no folder “%1”; choose an existing one.</source>
        <translation>Den Ordner „%1“ gibt es nicht; nötig ist ein vorhandener.</translation>
    </message>
    <message>
        <source>The command is missing; type a program and its arguments.</source>
        <translation>Der Befehl fehlt; nötig sind ein Programm und seine Argumente.</translation>
    </message>
    <message>
        <source>The first word is empty; it has to be the program.</source>
        <translation>Das erste Wort ist leer; dort muss das Programm stehen.</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Quotes keep words together. Up brings earlier commands, Tab completes.</source>
        <translation>Anführungszeichen halten Wörter zusammen. Aufwärts holt frühere Befehle, Tab ergänzt.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ScopeDialog</name>
    <message>
        <source>Start Race</source>
        <translation>Rennen starten</translation>
    </message>
    <message>
        <source>New Group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>All lanes start together. Once the race is decided, the others are cancelled, and the race ends when nothing of them is left.</source>
        <translation>Alle Bahnen starten zugleich. Ist das Rennen entschieden, werden die übrigen abgebrochen, und es endet, wenn nichts von ihnen übrig ist.</translation>
    </message>
    <message>
        <source>The jobs run together, at most so many at once as you say. The group ends when nothing of them is left, and a cancel of it cancels them all.</source>
        <translation>Die Aufträge laufen zusammen, höchstens so viele zugleich wie angegeben. Die Gruppe endet, wenn nichts von ihnen übrig ist, und wird sie abgebrochen, dann alle.</translation>
    </message>
    <message>
        <source>&amp;Start Race</source>
        <translation>Rennen &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Start Group</source>
        <translation>Gruppe &amp;starten</translation>
    </message>
</context>
<context>
    <name>belayer::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Arbeitsumgebung</translation>
    </message>
</context>
<context>
    <name>belayer::ui::ShortcutSheet</name>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Die Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Only in “%1”</source>
        <translation>Nur in „%1“</translation>
    </message>
</context>
<context>
    <name>belayer::ui::SleepInhibitor</name>
    <message>
        <source>Jobs are running</source>
        <translation>Aufträge laufen</translation>
    </message>
</context>
<context>
    <name>belayer::ui::SpecDialog</name>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
</context>
<context>
    <name>belayer::ui::SpecForm</name>
    <message>
        <source>All must succeed; the first failure cancels the rest</source>
        <translation>Alle müssen gelingen; der erste Fehler bricht die übrigen ab</translation>
    </message>
    <message>
        <source>Let every job run to its own end</source>
        <translation>Jeden Auftrag bis zu seinem eigenen Ende laufen lassen</translation>
    </message>
    <message>
        <source>The first to succeed wins</source>
        <translation>Wer zuerst gelingt, gewinnt</translation>
    </message>
    <message>
        <source>The first to end decides, well or badly</source>
        <translation>Wer zuerst endet, entscheidet, ob gut oder schlecht</translation>
    </message>
    <message>
        <source>Made from what it does, if left empty</source>
        <translation>Leer: ergibt sich aus dem, was er tut</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Zugleich</translation>
    </message>
</context>
<context>
    <name>belayer::ui::SpecOptions</name>
    <message>
        <source>&amp;Labels</source>
        <translation>Sti&amp;chwörter</translation>
    </message>
    <message>
        <source>nightly, backup</source>
        <translation>nachts, sicherung</translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation>&amp;Zeitgrenze</translation>
    </message>
    <message>
        <source>none; e.g. 90s, 5m, 1.5h</source>
        <translation>keine; z. B. 90s, 5m, 1.5h</translation>
    </message>
    <message>
        <source>&amp;Delay</source>
        <translation>&amp;Verzögerung</translation>
    </message>
    <message>
        <source>none; e.g. 30s, 2h</source>
        <translation>keine; z. B. 30s, 2h</translation>
    </message>
    <message>
        <source>Start a&amp;fter</source>
        <translation>Beginnt &amp;nach</translation>
    </message>
    <message>
        <source>ids of jobs</source>
        <translation>Kennungen von Aufträgen</translation>
    </message>
    <message>
        <source>When they have</source>
        <translation>Wenn sie</translation>
    </message>
    <message>
        <source>they have succeeded</source>
        <translation>sie gelungen sind</translation>
    </message>
    <message>
        <source>they have failed</source>
        <translation>sie fehlgeschlagen sind</translation>
    </message>
    <message>
        <source>they have ended, well or badly</source>
        <translation>sie geendet haben, ob gut oder schlecht</translation>
    </message>
    <message>
        <source>once</source>
        <translation>sobald</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>&amp;Priorität</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;Retries</source>
        <translation>Wieder&amp;holungen</translation>
    </message>
    <message>
        <source>“%1” is not a time; write it as 90s, 5m, 1.5h or 250ms.</source>
        <translation>„%1“ ist keine Zeit; möglich sind 90s, 5m, 1.5h oder 250ms.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::StatusLine</name>
    <message>
        <source>%1 running</source>
        <translation>%1 laufend</translation>
    </message>
    <message>
        <source>%1 queued</source>
        <translation>%1 eingereiht</translation>
    </message>
    <message>
        <source>%1 finished</source>
        <translation>%1 beendet</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>HTTP is off</source>
        <translation>HTTP ist aus</translation>
    </message>
    <message>
        <source>Scripts reach Belayer here. Click to copy the address.</source>
        <translation>Hier erreichen Skripte Belayer. Ein Klick kopiert die Adresse.</translation>
    </message>
    <message>
        <source>Commands allowed</source>
        <translation>Befehle erlaubt</translation>
    </message>
    <message>
        <source>Address copied</source>
        <translation>Adresse kopiert</translation>
    </message>
    <message>
        <source>Programs that have the token may run commands. The settings stop that.</source>
        <translation>Programme mit dem Token dürfen Befehle ausführen. Die Einstellungen ändern das.</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 angehalten</translation>
    </message>
</context>
<context>
    <name>belayer::ui::TimelinePane</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Submitted at %1</source>
        <translation>Eingereicht bei %1</translation>
    </message>
    <message>
        <source>Started at %1</source>
        <translation>Begonnen bei %1</translation>
    </message>
    <message>
        <source>Told to end at %1</source>
        <translation>Zum Beenden aufgefordert bei %1</translation>
    </message>
    <message>
        <source>Ended at %1</source>
        <translation>Beendet bei %1</translation>
    </message>
    <message>
        <source>Jobs appear here as lanes over time once there are any. Select a group or a race to see its children side by side.</source>
        <translation>Sobald es Aufträge gibt, erscheinen sie hier als Bahnen über der Zeit. Bei einer Gruppe oder einem Rennen stehen die Unteraufträge nebeneinander.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::TokenField</name>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Re&amp;new…</source>
        <translation>Er&amp;neuern…</translation>
    </message>
    <message>
        <source>Renew the Token</source>
        <translation>Token erneuern</translation>
    </message>
    <message>
        <source>Renew the token?</source>
        <translation>Token erneuern?</translation>
    </message>
    <message>
        <source>The old one is refused from then on: scripts, browsers and belayerctl calls that still use it, and whatever waits with it now.</source>
        <translation>Der alte gilt dann nicht mehr: Abgewiesen werden Skripte, Browser und Aufrufe von belayerctl, die ihn noch benutzen, und was jetzt damit wartet.</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>There is a new token; the old one is refused.</source>
        <translation>Es gibt einen neuen Token; der alte gilt nicht mehr.</translation>
    </message>
</context>
<context>
    <name>belayer::ui::TrayIcon</name>
    <message>
        <source>&amp;Pause All</source>
        <translation>Alle an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Resume All</source>
        <translation>Alle &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>No job is running</source>
        <translation>Kein Auftrag läuft</translation>
    </message>
    <message>
        <source>%1 running, %2 queued</source>
        <translation>%1 laufend, %2 eingereiht</translation>
    </message>
    <message>
        <source>&amp;Hide Belayer</source>
        <translation>Belayer &amp;verbergen</translation>
    </message>
    <message>
        <source>&amp;Show Belayer</source>
        <translation>Belayer &amp;zeigen</translation>
    </message>
    <message>
        <source>%1 running, %2 paused, %3 queued</source>
        <translation>%1 laufend, %2 angehalten, %3 eingereiht</translation>
    </message>
</context>
<context>
    <name>belayer::ui::UsageGraph</name>
    <message>
        <source>Use over time</source>
        <translation>Verbrauch über die Zeit</translation>
    </message>
    <message>
        <source>Processors busy: %1, at most %2</source>
        <translation>Beschäftigte Prozessoren: %1, höchstens %2</translation>
    </message>
    <message>
        <source>Memory: %1, at most %2</source>
        <translation>Speicher: %1, höchstens %2</translation>
    </message>
</context>
</TS>
