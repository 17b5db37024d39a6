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
</TS>
