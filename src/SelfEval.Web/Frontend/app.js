nhsuk.initAll();
