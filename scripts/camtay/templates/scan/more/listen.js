// listen
