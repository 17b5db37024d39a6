<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BlastWords</name>
    <message numerus="yes">
        <source>Cancels %n jobs</source>
        <translation>
            <numerusform>Cancels %n job</numerusform>
            <numerusform>Cancels %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n below: %1</source>
        <translation>
            <numerusform>and %n below: %1</numerusform>
            <numerusform>and %n below: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for these can then never start: %1.</source>
        <translation>
            <numerusform>%n waiting for these can then never start: %1.</numerusform>
            <numerusform>%n waiting for these can then never start: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiptText</name>
    <message numerus="yes">
        <source>%n processes</source>
        <translation>
            <numerusform>%n process</numerusform>
            <numerusform>%n processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n processes could not be ended</source>
        <translation>
            <numerusform>%n process could not be ended</numerusform>
            <numerusform>%n processes could not be ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n threads did not stop and were abandoned</source>
        <translation>
            <numerusform>%n thread did not stop and was abandoned</numerusform>
            <numerusform>%n threads did not stop and were abandoned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs were cancelled in %1</source>
        <translation>
            <numerusform>%n job was cancelled in %1</numerusform>
            <numerusform>%n jobs were cancelled in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpecText</name>
    <message numerus="yes">
        <source>At most %n at a time</source>
        <translation>
            <numerusform>At most %n at a time</numerusform>
            <numerusform>At most %n at a time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %n more attempt(s), the first after %1</source>
        <translation>
            <numerusform>Up to %n more attempt, the first after %1</numerusform>
            <numerusform>Up to %n more attempts, the first after %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::FileDrop</name>
    <message numerus="yes">
        <source>C&amp;hecksums of %n Files…</source>
        <translation>
            <numerusform>C&amp;hecksum of %n File…</numerusform>
            <numerusform>C&amp;hecksums of %n Files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run a &amp;Command with %n Files…</source>
        <translation>
            <numerusform>Run a &amp;Command with %n File…</numerusform>
            <numerusform>Run a &amp;Command with %n Files…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::FilterModel</name>
    <message numerus="yes">
        <source>%1, %n job(s)</source>
        <translation>
            <numerusform>%1, %n job</numerusform>
            <numerusform>%1, %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::HistoryPage</name>
    <message numerus="yes">
        <source>Output of %n command(s): %1</source>
        <translation>
            <numerusform>Output of %n command: %1</numerusform>
            <numerusform>Output of %n commands: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::ImportDialog</name>
    <message numerus="yes">
        <source>“%1” holds %n job(s). All of them start, or none.</source>
        <translation>
            <numerusform>“%1” holds %n job.</numerusform>
            <numerusform>“%1” holds %n jobs. All of them start, or none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>I know the %n program(s) in it: they run with all my rights</source>
        <translation>
            <numerusform>I know the program in it: it runs with all my rights</numerusform>
            <numerusform>I know the %n programs in it: they run with all my rights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Start %n Jobs</source>
        <translation>
            <numerusform>&amp;Start %n Job</numerusform>
            <numerusform>&amp;Start %n Jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobActions</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n jobs?</source>
        <translation>
            <numerusform>Cancel %n job?</numerusform>
            <numerusform>Cancel %n jobs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n Jobs</source>
        <translation>
            <numerusform>Cancel %n Job</numerusform>
            <numerusform>Cancel %n Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget %n jobs?</source>
        <translation>
            <numerusform>Forget %n job?</numerusform>
            <numerusform>Forget %n jobs?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobNotifier</name>
    <message numerus="yes">
        <source>%n job(s) have finished</source>
        <translation>
            <numerusform>%n job has finished</numerusform>
            <numerusform>%n jobs have finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobTableModel</name>
    <message numerus="yes">
        <source>%1, %n job(s), %2</source>
        <translation>
            <numerusform>%1, %n job, %2</numerusform>
            <numerusform>%1, %n jobs, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::JobUndo</name>
    <message numerus="yes">
        <source>Pause of %n Job(s)</source>
        <translation>
            <numerusform>Pause of %n Job</numerusform>
            <numerusform>Pause of %n Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume of %n Job(s)</source>
        <translation>
            <numerusform>Resume of %n Job</numerusform>
            <numerusform>Resume of %n Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move of %n Job(s) in the Queue</source>
        <translation>
            <numerusform>Move of %n Job in the Queue</numerusform>
            <numerusform>Move of %n Jobs in the Queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel of %n Job(s) Not Begun</source>
        <translation>
            <numerusform>Cancel of %n Job Not Begun</numerusform>
            <numerusform>Cancel of %n Jobs Not Begun</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait again, as new jobs at the end of the queue.</source>
        <translation>
            <numerusform>%n job waits again, as a new job at the end of the queue.</numerusform>
            <numerusform>%n jobs wait again, as new jobs at the end of the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::MainWindow</name>
    <message numerus="yes">
        <source>None of %n job(s) is what “%1” asks for.</source>
        <translation>
            <numerusform>The only job is not what “%1” asks for.</numerusform>
            <numerusform>None of %n jobs is what “%1” asks for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ending %n job(s). Belayer closes when nothing of them is left.</source>
        <translation>
            <numerusform>Ending %n job. Belayer closes when nothing of it is left.</numerusform>
            <numerusform>Ending %n jobs. Belayer closes when nothing of them is left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) have not finished.</source>
        <translation>
            <numerusform>%n job has not finished.</numerusform>
            <numerusform>%n jobs have not finished.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>belayer::ui::OlderFooter</name>
    <message numerus="yes">
        <source>%Ln job(s)</source>
        <translation>
            <numerusform>%Ln job</numerusform>
            <numerusform>%Ln jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln job(s)</source>
        <translation>
            <numerusform>%L1 of %Ln job</numerusform>
            <numerusform>%L1 of %Ln jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searching the history: %Ln job(s) so far…</source>
        <translation>
            <numerusform>Searching the history: %Ln job so far…</numerusform>
            <numerusform>Searching the history: %Ln jobs so far…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loading older jobs: %Ln so far…</source>
        <translation>
            <numerusform>Loading older jobs: %Ln so far…</numerusform>
            <numerusform>Loading older jobs: %Ln so far…</numerusform>
        </translation>
    </message>
</context>
</TS>
